package io.coreautomation.execute.kind.ses;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of the Simple Email Service. */
public final class SesKinds {
  private SesKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new SendEmail());
  }
}
