package io.coreautomation.execute.kind.ecr;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of the Elastic Container Registry. */
public final class EcrKinds {
  private EcrKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new DeleteEcrRepository());
  }
}
