package io.coreautomation.execute.kind.glue;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of Glue. */
public final class GlueKinds {
  private GlueKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new StartJobRun());
  }
}
