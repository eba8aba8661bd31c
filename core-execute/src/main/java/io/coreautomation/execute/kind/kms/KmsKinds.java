package io.coreautomation.execute.kind.kms;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of the Key Management Service. */
public final class KmsKinds {
  private KmsKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new CreateGrants());
  }
}
