package io.coreautomation.execute.kind.lambda;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of Lambda. */
public final class LambdaKinds {
  private LambdaKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new InvokeFunction());
  }
}
