package io.coreautomation.execute.kind.iam;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds about users. */
public final class IamKinds {
  private IamKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new CreateUser(), new PutUser(), new DeleteUser());
  }
}
