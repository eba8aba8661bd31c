package io.coreautomation.execute.kind;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Runs that kinds begin: each that was delivered is at its end after ten seconds. */
final class ChildWorld {
  private static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  private static final Duration TAKES = Duration.ofSeconds(10);
  private static final Action WORK =
      Action.of("work", "TEST::Work", new Source("deployspec.yaml", 9, 3)).build();

  private final InMemoryTables tables = new InMemoryTables();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Runs runs = new Runs(tables);
  private final Set<RunId> delivered = new HashSet<>();
  private final InstantSource now;
  private final ChildRuns children;

  /**
   * @param delivering is asked before a run is delivered whether the process dies after it
   */
  ChildWorld(InstantSource now, BooleanSupplier delivering) {
    this.now = now;
    this.children =
        new ChildRuns(
            tables,
            store,
            run -> {
              var lost = delivering.getAsBoolean();
              delivered.add(run);
              if (lost) {
                throw new KindCalls.Crash();
              }
            },
            now.withZone(ZoneOffset.UTC));
  }

  /** A run that works on a list in which some action is to begin another run. */
  void parent(RunId run) {
    runs.create(
        RunRow.requested(
            run, TaskVerb.DEPLOY, AT, "test", "ann", Digest.of("request"), now.instant()),
        Event.ofRun(run, AT.prn(), Event.RUN_REQUESTED, "", now.instant()));
  }

  ChildRun of(RunId parent, String action, TaskVerb task) {
    return children.of(parent, action, task);
  }

  /** What the runs that work, and do not only look, have come to. */
  List<Map<String, Object>> worked() {
    return runs.newest(1_000, null).rows().stream()
        .filter(row -> row.parent() != null && row.task() != TaskVerb.PLAN)
        .map(
            row ->
                Map.<String, Object>of(
                    "list",
                    Objects.requireNonNull(row.listDigest()),
                    "state",
                    row.status().state(),
                    "delivered",
                    delivered.contains(row.runId())))
        .sorted(Comparator.comparing(row -> row.get("state").toString()))
        .toList();
  }

  /** Time has passed. */
  void passed() {
    takenBack();
    for (var row : runs.unfinished(1_000, null).rows()) {
      if (row.parent() == null || !delivered.contains(row.runId())) {
        continue;
      }
      var calledOff =
          new Commands(tables).pending(row.runId()).stream().anyMatch(c -> c.verb() == Verb.CANCEL);
      if (calledOff) {
        ended(row, State.CANCELLED);
      } else if (!now.instant().isBefore(row.requestedAt().plus(TAKES))) {
        ended(row, State.COMPLETE);
      }
    }
  }

  /** Who was asked to has taken back what it did. */
  private void takenBack() {
    var commands = new Commands(tables);
    for (var row : runs.newest(1_000, null).rows()) {
      for (var command : commands.pending(row.runId())) {
        if (command.verb() == Verb.ROLLBACK) {
          commands.applied(command, "taken back", now.instant());
          var event = Event.ofRun(row.runId(), row.prn(), Event.RUN_REOPENED, "", now.instant());
          ended(runs.reopen(row, row.generation() + 1, event), State.CANCELLED);
        }
      }
    }
  }

  private void ended(RunRow row, State end) {
    var list = Objects.requireNonNull(row.listDigest());
    var keys = ObjectKeys.of(AT);
    var done =
        ActionState.PENDING
            .starting(now.instant())
            .complete(Map.of(), false, Change.CREATE, now.instant());
    var first = RunDocument.first(row.runId(), list, 1).with(Map.of("colour", "blue"));
    var progress = new RunProgress(first, Map.of(), 1, 0);
    progress.put(WORK.id(), done, now.instant());
    store.put(
        keys.state(row.runId()),
        progress.document("last", null, now.instant()).write(),
        Precondition.NONE);
    var plan =
        PlanDocument.of(
            AT,
            list,
            List.of(PlannedAction.of(WORK, Preview.of(Objects.requireNonNull(done.change())))));
    store.put(keys.plan(plan.digest()), plan.canonical(), Precondition.NONE);
    runs.move(
        row,
        RunStatus.of(Phase.of(row.task()), end),
        changes -> {
          changes.endedAt(now.instant());
          if (row.task() == TaskVerb.PLAN) {
            changes.plan(plan.digest());
          }
        },
        Event.ofRun(row.runId(), row.prn(), "RUN_" + end, "", now.instant()));
  }
}
