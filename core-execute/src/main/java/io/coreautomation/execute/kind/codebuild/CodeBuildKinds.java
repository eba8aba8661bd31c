package io.coreautomation.execute.kind.codebuild;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of CodeBuild. */
public final class CodeBuildKinds {
  private CodeBuildKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new StartBuild());
  }
}
