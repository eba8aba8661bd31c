package io.coreautomation.execute.turn;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.execute.report.ReportWriter;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunDocument.Transition;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what a turn has written into its state on to the registry: events first, the run's row
 * last.
 */
public final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** What a run's row tells of its failures: the report tells all. */
  private static final int PROBLEMS = 20;

  private static final Set<ActionStatus> REPORTED =
      Set.of(ActionStatus.FAILED, ActionStatus.UNKNOWN);

  private final Runs runs;
  private final Events events;
  private final ReportWriter reports;
  private final Clock wall;

  public Recorder(Runs runs, Events events, ReportWriter reports, Clock wall) {
    this.runs = runs;
    this.events = events;
    this.reports = reports;
    this.wall = wall;
  }

  /** The run is at work: said once, and again after it had stalled. */
  RunRow started(RunRow row) {
    if (row.status().state() == State.IN_PROGRESS) {
      return row;
    }
    var now = wall.instant();
    var again = row.startedAt() != null;
    return runs.move(
        row,
        RunStatus.of(Phase.of(row.task()), State.IN_PROGRESS),
        changes -> {
          if (!again) {
            changes.startedAt(now);
          }
        },
        Event.ofRun(
            row.runId(),
            row.prn(),
            again ? Event.RUN_RESUMED : Event.RUN_STARTED,
            row.task().label() + (again ? " goes on" : " began"),
            now));
  }

  /**
   * Puts the outbox into the event log. Doing it twice is doing it once: an event's key is made of
   * what it tells.
   */
  void record(RunRow row, Map<String, Action> actions, RunProgress progress) {
    var outbox = progress.outbox();
    if (outbox.isEmpty()) {
      return;
    }
    events.record(
        outbox.stream()
            .map(t -> event(row, Objects.requireNonNull(actions.get(t.action()), t.action()), t))
            .toList());
    progress.recorded();
  }

  private static Event event(RunRow row, Action action, Transition transition) {
    return Event.ofAction(
        row.runId(),
        row.prn(),
        "ACTION_" + transition.status(),
        action,
        transition.attempt(),
        Objects.requireNonNullElse(transition.message(), ""),
        transition.at());
  }

  /** How far the run is, for lists of runs, and which execution drives it. */
  void counted(RunRow row, long generation, Map<String, Long> counts) {
    if (!counts.equals(row.counts()) || generation != row.generation()) {
      try {
        runs.save(row, changes -> changes.counts(counts).generation(generation));
      } catch (ConditionFailedException e) {
        LOG.debug("the counts of run {} were not written: its row has changed", row.runId(), e);
      }
    }
  }

  /** The run stands in line; said once for each that is in front of it. */
  void waiting(RunRow row, Lock front) {
    events.record(
        List.of(
            Event.ofRun(row.runId(), row.prn(), Event.RUN_WAITING, front.text(), front.since())));
  }

  /** An operator holds the run, be it before its first turn. */
  RunRow suspended(RunRow row) {
    var held = RunStatus.of(row.status().phase(), State.SUSPENDED);
    return row.status().canMoveTo(held)
        ? runs.move(
            row,
            held,
            changes -> {},
            Event.ofRun(
                row.runId(),
                row.prn(),
                Event.RUN_SUSPENDED,
                "nothing new is started",
                wall.instant()))
        : row;
  }

  /**
   * The run is at its end: the report first, as nobody looks after the row says so.
   *
   * @param problems besides those of actions
   * @param plan that it has made, or carries out; null if there is none
   */
  void ended(
      RunRow row,
      ActionList list,
      RunProgress progress,
      Outputs outputs,
      List<Problem> problems,
      State end,
      @Nullable Digest plan) {
    var now = wall.instant();
    var all =
        end == State.COMPLETE
            ? List.<Problem>of()
            : Stream.concat(
                    problems(list, progress).limit(PROBLEMS - problems.size()), problems.stream())
                .toList();
    var status = RunStatus.of(Phase.of(row.task()), end);
    var counts = progress.counts(list.actions().size());
    var ended = row.with(changes -> changes.endedAt(now).counts(counts).problems(all).plan(plan));
    try {
      reports.write(ended, status, list, progress::action, outputs::of);
    } catch (RuntimeException e) {
      LOG.error("the report of run {} could not be written; its result stands", row.runId(), e);
    }
    runs.move(
        row,
        status,
        changes ->
            changes
                .endedAt(now)
                .counts(counts)
                .generation(progress.generation())
                .problems(all)
                .plan(plan),
        Event.ofRun(row.runId(), row.prn(), "RUN_" + end, summary(counts), now));
  }

  /** The run's execution gives up. */
  void stalled(RunRow row, String cause) {
    runs.move(
        row,
        RunStatus.of(row.status().phase(), State.STALLED),
        changes -> {},
        Event.ofRun(row.runId(), row.prn(), Event.RUN_STALLED, cause, wall.instant()));
  }

  private static Stream<Problem> problems(ActionList list, RunProgress progress) {
    return list.actions().stream()
        .map(action -> progress.action(action.id()))
        .filter(state -> REPORTED.contains(state.status()))
        .map(ActionState::failure)
        .filter(Objects::nonNull);
  }

  private static String summary(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().toLowerCase(java.util.Locale.ROOT))
        .reduce((a, b) -> a + ", " + b)
        .orElse("no actions");
  }
}
