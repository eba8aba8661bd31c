package io.coreautomation.execute.kind.system;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of the platform itself, which act on no account. */
public final class SystemKinds {
  private SystemKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(
        new NoOp(),
        new SetVariables(),
        new RunTask(),
        new RollBackTask(),
        new Barrier(),
        new Wait(),
        new Assert());
  }
}
