package io.coreautomation.execute.kind.rds;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of the Relational Database Service. */
public final class RdsKinds {
  private RdsKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new ModifyDbInstance(), new CreateSnapshot(), new DeleteSnapshot());
  }
}
