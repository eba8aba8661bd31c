package io.coreautomation.execute.kind;

import io.coreautomation.execute.kind.cloudformation.CreateStack;
import io.coreautomation.execute.kind.cloudformation.DeleteStack;
import io.coreautomation.execute.kind.cloudformation.GetStackOutputs;
import io.coreautomation.execute.kind.system.NoOp;
import io.coreautomation.execute.kind.system.RollBackTask;
import io.coreautomation.execute.kind.system.RunTask;
import io.coreautomation.execute.kind.system.SetVariables;
import io.coreautomation.framework.action.KindCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds there are. */
public final class Kinds {
  private final Map<String, ActionHandler<?>> byName = new LinkedHashMap<>();

  public Kinds(List<ActionHandler<?>> handlers) {
    for (var handler : handlers) {
      if (byName.put(handler.describe().name(), handler) != null) {
        throw new IllegalArgumentException("two kinds are named " + handler.describe().name());
      }
    }
  }

  /** All that this release ships. */
  public static Kinds shipped() {
    return new Kinds(
        List.of(
            new CreateStack(),
            new DeleteStack(),
            new GetStackOutputs(),
            new NoOp(),
            new SetVariables(),
            new RunTask(),
            new RollBackTask()));
  }

  /**
   * The handler of a kind.
   *
   * @throws IllegalArgumentException if there is none: compilers let no unknown kind through
   */
  public ActionHandler<?> handler(String name) {
    var handler = byName.get(name);
    if (handler == null) {
      throw new IllegalArgumentException("no kind is named " + name);
    }
    return handler;
  }

  public List<ActionHandler<?>> all() {
    return List.copyOf(byName.values());
  }

  /** As compilers see them. */
  public KindCatalog catalog() {
    return new KindCatalog(all().stream().map(h -> h.describe().entry()).toList());
  }
}
