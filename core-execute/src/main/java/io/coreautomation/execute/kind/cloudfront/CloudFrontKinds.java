package io.coreautomation.execute.kind.cloudfront;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of CloudFront. */
public final class CloudFrontKinds {
  private CloudFrontKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new CreateInvalidation());
  }
}
