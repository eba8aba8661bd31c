package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.budget.Budgets;
import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.item.Items;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.system.NoOp;
import io.coreautomation.execute.kind.system.RollBackTask;
import io.coreautomation.execute.kind.system.RunTask;
import io.coreautomation.execute.kind.system.SetVariables;
import io.coreautomation.execute.kind.system.Wait;
import io.coreautomation.execute.operate.Delivery;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.report.ReportWriter;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionBuilder;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.HandClock;
import io.coreautomation.framework.testing.InMemoryLauncher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine with all its doors in memory, driven turn by turn as the state machine does it. */
final class EngineWorld {
  static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-0000000000aa");
  static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  static final Target TARGET = new Target("210000000011", "eu-west-1");
  static final Duration TIME_LEFT = Duration.ofMinutes(5);

  final HandClock clock = new HandClock();
  final FragileStore store = new FragileStore();
  final NoServices services = new NoServices();
  final InMemoryTables tables = new InMemoryTables();
  final Runs runs = new Runs(tables);
  final InMemoryLauncher launcher = new InMemoryLauncher();
  final Commands commands = new Commands(tables);
  final Locks locks = new Locks(tables);
  final Items items = new Items(tables);
  final Budgets budgets = new Budgets(tables);
  final Scripted scripted = new Scripted();
  final Awaited awaited = new Awaited();

  /** Records a run of a list, as the invoker and the runner do. */
  EngineWorld(Action... actions) {
    this(OnFailure.DRAIN, actions);
  }

  EngineWorld(OnFailure onFailure, Action... actions) {
    this(TaskVerb.DEPLOY, onFailure, actions);
  }

  EngineWorld(TaskVerb task, OnFailure onFailure, Action... actions) {
    this(task, ActionList.of(task, AT, onFailure, List.of(actions)));
  }

  /** The run of a list that believes the registry. */
  static EngineWorld trusting(TaskVerb task, Action... actions) {
    return new EngineWorld(
        task,
        new ActionList(
            ActionList.FORMAT_VERSION,
            task,
            AT,
            OnFailure.DRAIN,
            null,
            null,
            null,
            true,
            List.of(actions)));
  }

  private EngineWorld(TaskVerb task, ActionList list) {
    store
        .objects()
        .put(
            ObjectKeys.of(AT).list(list.digest()), list.canonical(), ObjectStore.Precondition.NONE);
    var row = RunRow.requested(RUN, task, AT, "test", "local:me", Digest.of("x"), clock.now());
    runs.create(row, event("RUN_REQUESTED"));
    row =
        runs.move(
            row,
            RunStatus.of(Phase.COMPILE, State.COMPLETE),
            c -> c.list(list.digest()),
            event("RUN_COMPILED"));
    runs.move(row, RunStatus.of(Phase.of(task), State.REQUESTED), c -> {}, event("RUN_REQUESTED"));
  }

  private Event event(String type) {
    return Event.ofRun(RUN, AT.prn(), type, "", clock.now());
  }

  static Action action(String name, ObjectNode params, String... dependsOn) {
    return draft(name, params, dependsOn).build();
  }

  static Action action(
      String name,
      String kind,
      ObjectNode params,
      @Nullable Duration timeout,
      String... dependsOn) {
    return Action.of(name, kind, new Source("deployspec.yaml", 7, 3))
        .target(TARGET)
        .params(params)
        .dependsOn(List.of(dependsOn))
        .timeout(timeout)
        .build();
  }

  /** One to which a test adds rules. */
  static ActionBuilder draft(String name, ObjectNode params, String... dependsOn) {
    return Action.of(name, "TEST::Scripted", new Source("deployspec.yaml", 7, 3))
        .target(TARGET)
        .params(params)
        .dependsOn(List.of(dependsOn));
  }

  static ObjectNode takes(int checks) {
    return Json.object().put("checks", checks);
  }

  /** An engine of a process of its own. */
  Engine engine(String holder) {
    var events = new Events(tables);
    return new Engine(
        new EngineDoors(
            new Kinds(
                List.of(
                    scripted,
                    new Unrepeatable(scripted),
                    awaited,
                    new NoOp(),
                    new SetVariables(),
                    new RunTask(),
                    new Wait(),
                    new RollBackTask())),
            services,
            store,
            new InOrder(),
            clock,
            clock,
            new Random(1),
            new ChildRuns(tables, store, delivery()::deliver, clock)),
        EngineRows.of(tables),
        new Recorder(runs, events, new ReportWriter(store), clock),
        waker(),
        new TurnSettings(
            holder, "dead"::equals, Duration.ofMinutes(2), 100, TurnSettings.HAND_OVER_AT));
  }

  private Waker waker() {
    return new Waker(new Waits(tables), launcher, clock);
  }

  private Delivery delivery() {
    var next = new NextGeneration(runs, store, launcher, new Restarts(tables), clock);
    return new Delivery(tables, next, waker(), clock);
  }

  /** Brings a run what was asked of it. */
  void deliver(RunId run) {
    delivery().deliver(run);
  }

  /** One turn, and the pause after it. */
  TurnResult turn() {
    try {
      var result = engine("dead").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);
      clock.pass(Duration.ofSeconds(result.wakeInSeconds()));
      return result;
    } catch (FragileStore.Crash e) {
      return new TurnResult(RUN, 1, 0, TurnResult.Next.CONTINUE, 0, 0);
    }
  }

  /** An operator asks for something. */
  void command(Verb verb, @Nullable String action, @Nullable ActionEnd as) {
    clock.pass(Duration.ofMillis(1));
    commands.request(
        new Command(
            RUN,
            "command-" + verb + action,
            verb,
            action,
            as,
            "no longer wanted",
            "ann",
            clock.now()));
  }

  /** Who started the run has said that a rollback of what can be taken back will do. */
  EngineWorld partialRollback() {
    runs.save(row(), changes -> changes.partialRollback(true));
    return this;
  }

  /** Another run, which is under way. */
  void other(RunId run) {
    runs.create(
        RunRow.requested(run, TaskVerb.DEPLOY, AT, "test", "bob", Digest.of("y"), clock.now()),
        Event.ofRun(run, AT.prn(), "RUN_REQUESTED", "", clock.now()));
  }

  /** The other run has ended. */
  void ended(RunId run) {
    runs.move(
        runs.get(run).orElseThrow(),
        RunStatus.of(Phase.COMPILE, State.FAILED),
        c -> {},
        Event.ofRun(run, AT.prn(), "RUN_FAILED", "", clock.now()));
  }

  /** Turns until the run's end; a process that dies is followed by a new one. */
  TurnResult drive() {
    return drive(1);
  }

  TurnResult drive(long generation) {
    var turn = 0L;
    for (int i = 0; i < 1_000; i++) {
      try {
        var result = engine("dead").turn(new TurnRequest(RUN, generation, turn, null), TIME_LEFT);
        turn = result.turn();
        switch (result.next()) {
          case SUCCESS, FAILURE -> {
            return result;
          }
          case HAND_OVER -> generation = result.generation();
          case PARK -> clock.pass(Duration.ofSeconds(result.wakeInSeconds()));
          case CONTINUE -> {}
        }
      } catch (FragileStore.Crash e) {
        store.crashNoMore();
      }
    }
    throw new AssertionError("the run came to no end");
  }

  RunRow row() {
    return runs.get(RUN).orElseThrow();
  }

  Optional<RunDocument> document() {
    return state().map(RunStateStore.Version::head);
  }

  private Optional<RunStateStore.Version> state() {
    return new RunStateStore(store.objects()).read(ObjectKeys.of(AT), RUN);
  }

  /** Changes the state as nobody may: for what another process has left. */
  void edit(Consumer<ObjectNode> change) {
    var json = Json.objectOf(document().orElseThrow());
    change.accept(json);
    store
        .objects()
        .put(
            ObjectKeys.of(AT).state(RUN),
            Json.as(json, RunDocument.class).write(),
            ObjectStore.Precondition.NONE);
  }

  ActionState state(String id) {
    return state().orElseThrow().action(id);
  }

  ActionStatus status(String id) {
    return state(id).status();
  }

  String report(String extension) {
    return new String(
        store.objects().get(ObjectKeys.of(AT).report(RUN, extension)).orElseThrow().content(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  List<Event> events() {
    return new Events(tables).ofRun(RUN, null, 1_000);
  }
}
