package io.coreautomation.bench;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.system.NoOp;
import io.coreautomation.execute.kind.system.RunTask;
import io.coreautomation.execute.operate.Delivery;
import io.coreautomation.execute.park.ParkRequest;
import io.coreautomation.execute.park.Parking;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.report.ReportWriter;
import io.coreautomation.execute.turn.Engine;
import io.coreautomation.execute.turn.EngineDoors;
import io.coreautomation.execute.turn.EngineRows;
import io.coreautomation.execute.turn.Recorder;
import io.coreautomation.execute.turn.TurnRequest;
import io.coreautomation.execute.turn.TurnSettings;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import io.coreautomation.local.interpreter.Interpreter;
import io.coreautomation.local.interpreter.MemoryExecutions;
import io.coreautomation.local.interpreter.StateMachine;
import io.coreautomation.local.interpreter.Surroundings;
import io.coreautomation.local.sqlite.SqliteTables;
import io.coreautomation.local.time.Pace;
import io.coreautomation.local.time.VirtualWorldTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkClient;

/**
 * The engine, its state machine, its registry and its objects in the memory of this process, on a
 * virtual clock, with nothing of AWS: what is measured is all ours.
 */
final class EngineBench implements AutoCloseable {
  private static final String ASL = "/io/coreautomation/execute/execute.asl.json";
  private static final Kinds KINDS = new Kinds(List.of(new Work(), new NoOp(), new RunTask()));

  private static final int ACTIONS_AT_ONCE = 1_000;

  private final Clock wall = Clock.systemUTC();
  private final SqliteTables tables;
  private final ObjectStore store;
  private final Runs runs;
  private final Interpreter interpreter;
  private final Parking parking;
  private final Engine engine;
  private final Delivery delivery;
  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong largestState = new AtomicLong();
  private final MemoryExecutions executions = new MemoryExecutions();
  private final List<Long> events = new ArrayList<>();
  private final Runnable afterTurn;

  /**
   * @param afterTurn is called after each turn
   */
  EngineBench(Runnable afterTurn) {
    this.afterTurn = afterTurn;
    this.tables = SqliteTables.inMemory();
    this.store = new InMemoryObjectStore();
    this.runs = new Runs(tables);
    var waits = new Waits(tables);
    var time = new VirtualWorldTime(Pace.INSTANT, wall.instant(), now -> {}, wall);
    this.interpreter =
        new Interpreter(
            StateMachine.read(
                machine(),
                Map.of(
                    "ExecuteFunctionArn", "execute",
                    "ParkFunctionArn", "park",
                    "InvokerFunctionArn", "invoker")),
            Surroundings.LOCAL,
            executions,
            time,
            (function, payload, context) ->
                function.equals("park")
                    ? Json.tree(park(Json.as(payload, ParkRequest.class)))
                    : Json.tree(turn(Json.as(payload, TurnRequest.class))),
            new Random(1));
    var waker = new Waker(waits, interpreter, time);
    var next = new NextGeneration(runs, store, interpreter, new Restarts(tables), wall);
    this.delivery = new Delivery(tables, next, waker, wall);
    this.parking = new Parking(waits, interpreter);
    this.engine =
        new Engine(
            new EngineDoors(
                KINDS,
                new NoAccess(),
                store,
                new VirtualThreads(32),
                time,
                wall,
                new Random(1),
                new ChildRuns(tables, store, delivery::deliver, wall)),
            EngineRows.of(tables),
            new Recorder(runs, new Events(tables), new ReportWriter(store), wall),
            waker,
            new TurnSettings(
                "bench",
                other -> false,
                Duration.ofMinutes(2),
                ACTIONS_AT_ONCE,
                TurnSettings.HAND_OVER_AT));
  }

  private Object turn(TurnRequest request) {
    if (request.abandon() != null) {
      throw new IllegalStateException("the engine gave up: " + request.abandon());
    }
    var result = engine.turn(request, Duration.ofMinutes(10));
    turns.incrementAndGet();
    var keys = ObjectKeys.of(runs.get(request.runId()).orElseThrow().coordinates());
    store
        .get(keys.state(request.runId()))
        .ifPresent(state -> largestState.accumulateAndGet(state.content().length, Math::max));
    afterTurn.run();
    return result;
  }

  private Object park(ParkRequest request) {
    parking.park(request);
    return Json.object();
  }

  /** Turns so far, of all runs. */
  long turns() {
    return turns.get();
  }

  /** Bytes of the largest head of a run's state so far. */
  long largestState() {
    return largestState.get();
  }

  /** History events of each execution of the last run, as Step Functions counts them. */
  List<Long> events() {
    return List.copyOf(events);
  }

  /** Carries a list out, and returns how many actions are COMPLETE, with those of its parts. */
  long run(ActionList list, SortedMap<String, byte[]> parts) throws InterruptedException {
    var keys = ObjectKeys.of(list.coordinates());
    parts.forEach((key, content) -> store.put(key, content, ObjectStore.Precondition.NONE));
    store.put(keys.list(list.digest()), list.canonical(), ObjectStore.Precondition.NONE);
    var run = RunId.random();
    var row =
        RunRow.requested(
            run,
            list.task(),
            list.coordinates(),
            "bench",
            "local:bench",
            Digest.of(run.text()),
            wall.instant());
    runs.create(row, event(row));
    row =
        runs.move(
            row,
            RunStatus.of(Phase.COMPILE, State.COMPLETE),
            changes -> changes.list(list.digest()),
            event(row));
    runs.move(row, RunStatus.of(Phase.of(list.task()), State.REQUESTED), c -> {}, event(row));
    delivery.deliver(run);
    var execution = list.task().label() + "-" + run + "-";
    events.clear();
    for (int generation = 1; ; generation++) {
      var name = execution + generation;
      if (executions.find(name).isEmpty()) {
        return complete(keys, run);
      }
      interpreter.awaitEnd(name);
      events.add(executions.find(name).orElseThrow().events());
    }
  }

  private long complete(ObjectKeys keys, RunId run) {
    var state = new RunStateStore(store).read(keys, run).orElseThrow();
    var done = 0L;
    for (var states : List.of(state.head().actions(), state.settled())) {
      for (ActionState action : states.values()) {
        var part = action.outputs().get("run");
        done += part == null ? 1 : complete(keys, RunId.parse(part));
      }
    }
    return done;
  }

  private Event event(RunRow row) {
    return Event.ofRun(row.runId(), row.prn(), Event.RUN_REQUESTED, "", wall.instant());
  }

  private static String machine() {
    try (var file = EngineBench.class.getResourceAsStream(ASL)) {
      if (file == null) {
        throw new IllegalStateException("the state machine's file is not there: " + ASL);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    interpreter.close();
    tables.close();
  }

  /** Nobody calls AWS here. */
  private static final class NoAccess implements AwsAccess {
    @Override
    public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
      throw new IllegalStateException("nothing here calls AWS");
    }

    @Override
    public String stackExecutionRoleArn(String account, String region) {
      throw new IllegalStateException("nothing here makes a stack");
    }

    @Override
    public String userBoundaryArn(String account, String region) {
      return "arn:aws:iam::" + account + ":policy/bench";
    }
  }
}
