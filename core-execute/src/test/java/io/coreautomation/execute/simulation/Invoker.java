package io.coreautomation.execute.simulation;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records the runs that somebody asks for and starts them, as the invoker and the runner do. */
final class Invoker {
  /** Between two looks at whether a plan is made. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final SimClock clock;
  private final Timeline timeline;
  private final ObjectStore store;
  private final Runs registry;
  private final StateMachine machine;
  private final Map<RunId, SimRun> runs = new LinkedHashMap<>();
  private final Map<Digest, ActionList> lists = new HashMap<>();
  private int asked;
  private int toCome;

  Invoker(
      SimClock clock, Timeline timeline, ObjectStore store, Runs registry, StateMachine machine) {
    this.clock = clock;
    this.timeline = timeline;
    this.store = store;
    this.registry = registry;
    this.machine = machine;
  }

  /** All runs that there may be: those that were asked for, and those of their parts. */
  List<SimRun> runs() {
    return List.copyOf(runs.values());
  }

  SimRun run(RunId id) {
    var run = runs.get(id);
    if (run == null) {
      throw new Violation(Law.PARTS, "nobody knows the run " + id);
    }
    return run;
  }

  /** Keeps the list of a part. */
  void keep(ActionList list) {
    lists.put(list.digest(), list);
    put(list);
  }

  private void put(ActionList list) {
    store.put(
        ObjectKeys.of(list.coordinates()).list(list.digest()), list.canonical(), Precondition.NONE);
  }

  /**
   * Has a run begin at some time.
   *
   * @param carriedOut the list as the engine is given it
   */
  SimRun request(TaskVerb task, ActionList list, ActionList carriedOut, Duration delay) {
    return request(task, list, carriedOut, null, delay);
  }

  private SimRun request(
      TaskVerb task,
      ActionList list,
      ActionList carriedOut,
      @Nullable Digest plan,
      Duration delay) {
    var run = SimRun.asked(++asked, task, list);
    runs.put(run.id(), run);
    for (var action : list.actions()) {
      if (SimRun.isPart(action)) {
        for (var verb : tasksOfParts(task)) {
          var part = run.part(action, verb, listOf(action.params().path("list").textValue()));
          runs.put(part.id(), part);
        }
      }
    }
    timeline.after(delay, "request " + run.id().shortId(), () -> begin(run, carriedOut, plan));
    return run;
  }

  /** What nobody could plan, as it needs what was not there yet, an apply simply carries out. */
  private static List<TaskVerb> tasksOfParts(TaskVerb task) {
    return task == TaskVerb.APPLY ? List.of(task, TaskVerb.DEPLOY) : List.of(task);
  }

  /** Has somebody plan a list, and apply the plan some time after it was made. */
  void plan(ActionList list, ActionList carriedOut, Duration thought) {
    toCome++;
    look(request(TaskVerb.PLAN, list, carriedOut, Duration.ZERO), carriedOut, thought);
  }

  private void look(SimRun run, ActionList carriedOut, Duration thought) {
    timeline.after(
        LOOK,
        "is it planned?",
        () -> {
          var row = registry.get(run.id()).orElseThrow();
          if (!row.isTerminal()) {
            look(run, carriedOut, thought);
            return;
          }
          toCome--;
          if (row.status().state() == State.COMPLETE) {
            request(TaskVerb.APPLY, run.list(), carriedOut, row.planDigest(), thought);
          }
        });
  }

  /** Whether nobody will ask for a run any more. */
  boolean isDone() {
    return toCome == 0;
  }

  private ActionList listOf(String digest) {
    return Objects.requireNonNull(lists.get(Digest.parse(digest)), digest);
  }

  private void begin(SimRun run, ActionList list, @Nullable Digest plan) {
    put(list);
    var row =
        RunRow.requested(
            run.id(),
            run.task(),
            list.coordinates(),
            "sim",
            "local:me",
            Digest.of("x"),
            clock.now());
    registry.create(row, event(run, Event.RUN_REQUESTED));
    row =
        registry.move(
            row,
            RunStatus.of(Phase.COMPILE, State.COMPLETE),
            // Some are content with a rollback of what can be taken back, some are not.
            changes ->
                changes
                    .list(list.digest())
                    .plan(plan)
                    .partialRollback(run.id().hashCode() % 2 == 0),
            event(run, Event.RUN_COMPILED));
    registry.move(
        row,
        RunStatus.of(Phase.of(run.task()), State.REQUESTED),
        changes -> {},
        event(run, Event.RUN_QUEUED));
    machine.start(StateMachine.name(run.id(), run.task(), 1), StateMachine.input(run.id(), 1));
  }

  private Event event(SimRun run, String type) {
    return Event.ofRun(run.id(), run.list().coordinates().prn(), type, "", clock.now());
  }
}
