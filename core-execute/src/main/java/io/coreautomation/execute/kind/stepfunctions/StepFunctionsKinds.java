package io.coreautomation.execute.kind.stepfunctions;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of Step Functions. */
public final class StepFunctionsKinds {
  private StepFunctionsKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new StartExecution());
  }
}
