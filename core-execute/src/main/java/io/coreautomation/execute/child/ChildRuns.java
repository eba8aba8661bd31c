package io.coreautomation.execute.child;

import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunRow;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
      var thrown = Objects.requireNonNull(e.getCause());
      throw switch (thrown) {
        case ThrottledException slowed -> slowed; // which the engine paces
        case RuntimeException silence -> new UnansweredException(silence);
        default -> thrown;
      };
    }
  }

  /** The run that carries out an action of another one, if it was begun. */
  public Optional<RunRow> of(RunRow whole, String action) {
    return find(runs, whole, action);
  }

  /** The same, for who only looks. */
  public static Optional<RunRow> find(Runs runs, RunRow whole, String action) {
    // What nobody could plan is deployed by an apply.
    return Stream.of(whole.task(), TaskVerb.DEPLOY)
        .flatMap(task -> runs.get(id(whole.runId(), action, task)).stream())
        .findFirst();
  }

  /**
   * Has a part do what its whole was asked, once for each command.
   *
   * @param verb what that means for a part
   */
  public void tell(RunId part, Verb verb, Command asked) {
    var command =
        new Command(
            part, asked.id(), verb, null, null, asked.reason(), asked.principal(), asked.at());
    commands.request(command);
    if (commands.pending(part).stream().anyMatch(c -> c.id().equals(command.id()))) {
      delivery.accept(part);
    }
  }

  /** The id of that run. */
  public static RunId id(RunId parent, String action, TaskVerb task) {
    return RunId.named(parent + "\n" + action + "\n" + task.label());
  }
}
