package io.coreautomation.execute.reap;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.sweep.Sweeps;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.operate.Delivery;
import io.coreautomation.execute.wake.FakeExecutions;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunDocument.Claim;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.HandClock;
import io.coreautomation.framework.testing.InMemoryMailbox;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs, their executions and states as a test says, and a reaper that looks at them. */
final class ReapWorld {
  private static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  private static final Digest LIST = Digest.of("list");

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  final InMemoryTables tables = new InMemoryTables();
  final Runs runs = new Runs(tables);
  final HandClock clock = new HandClock();
  final FakeExecutions executions = new FakeExecutions();
  final InMemoryMailbox mailbox = new InMemoryMailbox();
  final Restarts restarts = new Restarts(tables);
  final NextGeneration next = new NextGeneration(runs, objects, executions, restarts, clock);
  final Commands commands = new Commands(tables);
  final Reaper reaper =
      new Reaper(
          runs,
          commands,
          restarts,
          new Sweeps(tables),
          next,
          new Delivery(tables, next, new Waker(new Waits(tables), executions, clock), clock)
              ::deliver,
          mailbox,
          new VirtualThreads(1),
          clock);

  /** One sweep that has time enough. */
  Map<Finding, Integer> sweep() {
    return reaper.sweep(Duration.ofMinutes(1));
  }

  static RunId id(int number) {
    return RunId.parse("0198f2c4-0000-7000-8000-%012d".formatted(number));
  }

  static String execution(int run, long generation) {
    return "deploy-" + id(run) + "-" + generation;
  }

  /** A run as its first door asks for it, an hour ago. */
  RunRow requested(int number) {
    var row =
        RunRow.requested(
            id(number), TaskVerb.DEPLOY, AT, "test", "local:me", Digest.of("x"), HandClock.START);
    runs.create(row, event(row));
    clock.pass(Duration.ofHours(1));
    return row;
  }

  /** A run that an execution of the first generation has in hand. */
  RunRow working(int number) {
    var row = compiledAndRequested(requested(number));
    executions.executions.put(execution(number, 1), ExecutionStatus.RUNNING);
    return move(row, State.IN_PROGRESS);
  }

  /** A run that the runner has queued, and not started. */
  RunRow compiledAndRequested(RunRow row) {
    var compiled =
        runs.move(
            row,
            RunStatus.of(Phase.COMPILE, State.COMPLETE),
            changes -> changes.list(LIST),
            event(row));
    return move(compiled, State.REQUESTED);
  }

  RunRow move(RunRow row, State state) {
    return runs.move(row, RunStatus.of(Phase.DEPLOY, state), changes -> {}, event(row));
  }

  /** The state that a turn has left, at its end or dead. */
  void left(RunRow row, long generation, long turn, boolean died) {
    var head = Json.objectOf(RunDocument.first(row.runId(), LIST, generation));
    head.put("turn", turn);
    if (died) {
      head.set("claim", Json.tree(new Claim("somebody", HandClock.START)));
    }
    var document = Json.as(head, RunDocument.class);
    objects.put(ObjectKeys.of(AT).state(row.runId()), document.write(), Precondition.NONE);
  }

  void ends(int run, long generation, ExecutionStatus status) {
    executions.executions.put(execution(run, generation), status);
  }

  RunRow row(int number) {
    return runs.get(id(number)).orElseThrow();
  }

  List<String> events(int number) {
    return new Events(tables)
        .ofRun(id(number), null, 100).stream()
            .filter(event -> event.type().equals(Event.RUN_RESTARTED))
            .map(Event::message)
            .toList();
  }

  private Event event(RunRow row) {
    return Event.ofRun(row.runId(), row.prn(), "TEST", "", clock.now());
  }
}
