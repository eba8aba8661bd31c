package io.coreautomation.execute.child;

import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.task.TaskVerb;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The runs that actions of other runs are carried out by. Thread-safe. */
public final class ChildRuns {
  final Runs runs;
  final Commands commands;
  final ObjectStore store;
  final RunStateStore states;
  final Consumer<RunId> delivery;
  final Clock wall;

  /**
   * @param delivery starts the execution of a run that has none, and brings it what was asked of it
   */
  public ChildRuns(Tables tables, ObjectStore store, Consumer<RunId> delivery, Clock wall) {
    this.runs = new Runs(tables);
    this.commands = new Commands(tables);
    this.store = store;
    this.states = new RunStateStore(store);
    this.delivery = delivery;
    this.wall = wall;
  }

  /**
   * The run of one action.
   *
   * @param task what it does: one that looks is another than the one that works
   * @return of which each method throws {@link UnansweredException} where the registry or the store
   *     does not answer
   */
  public ChildRun of(RunId parent, String action, TaskVerb task) {
    var run = new StoredChildRun(this, parent, action, task);
    return (ChildRun)
        Proxy.newProxyInstance(
            ChildRun.class.getClassLoader(),
            new Class<?>[] {ChildRun.class},
            (_, method, arguments) -> answer(run, method, arguments));
  }

  private static @Nullable Object answer(ChildRun run, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(run, arguments);
    } catch (InvocationTargetException e) {
      throw switch (e.getCause()) {
        case ThrottledException slowed -> slowed; // which the engine paces
        case RuntimeException silence -> new UnansweredException(silence);
        default -> e.getCause();
      };
    }
  }

  /** The id of that run. */
  public static RunId id(RunId parent, String action, TaskVerb task) {
    return RunId.named(parent + "\n" + action + "\n" + task.label());
  }
}
