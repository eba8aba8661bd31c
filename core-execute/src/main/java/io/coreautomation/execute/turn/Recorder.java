package io.coreautomation.execute.turn;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what a turn has written into its state on to the registry: events first, the run's row
 * last.
 */
public final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

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
  void record(RunRow row, ActionList list, RunProgress progress) {
    var outbox = progress.outbox();
    if (outbox.isEmpty()) {
      return;
    }
    var actions = list.byId();
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

  /** How far the run is, for lists of runs. */
  void counted(RunRow row, ActionList list, RunProgress progress) {
    var counts = progress.counts(list.actions().size());
    if (!counts.equals(row.counts())) {
      try {
        runs.save(row, changes -> changes.counts(counts));
      } catch (ConditionFailedException e) {
        LOG.debug("the counts of run {} were not written: its row has changed", row.runId(), e);
      }
    }
  }

  /** The run is at its end: the report first, as nobody looks after the row says so. */
  void ended(
      RunRow row,
      ActionList list,
      RunProgress progress,
      Outputs outputs,
      boolean failed,
      @Nullable Digest plan) {
    var now = wall.instant();
    var problems = failed ? problems(list, progress) : List.<Problem>of();
    var status = RunStatus.of(Phase.of(row.task()), failed ? State.FAILED : State.COMPLETE);
    var counts = progress.counts(list.actions().size());
    var ended =
        row.with(changes -> changes.endedAt(now).counts(counts).problems(problems).plan(plan));
    try {
      reports.write(ended, status, list, progress::action, outputs::of);
    } catch (RuntimeException e) {
      LOG.error("the report of run {} could not be written; its result stands", row.runId(), e);
    }
    runs.move(
        row,
        status,
        changes -> changes.endedAt(now).counts(counts).problems(problems).plan(plan),
        Event.ofRun(
            row.runId(),
            row.prn(),
            failed ? Event.RUN_FAILED : Event.RUN_COMPLETE,
            summary(counts),
            now));
  }

  /** The run's execution gives up. */
  void stalled(RunRow row, String cause) {
    runs.move(
        row,
        RunStatus.of(row.status().phase(), State.STALLED),
        changes -> {},
        Event.ofRun(row.runId(), row.prn(), Event.RUN_STALLED, cause, wall.instant()));
  }

  private static List<Problem> problems(ActionList list, RunProgress progress) {
    return list.actions().stream()
        .map(Action::id)
        .map(progress::action)
        .filter(state -> state.status() == ActionStatus.FAILED)
        .map(ActionState::failure)
        .filter(Objects::nonNull)
        .limit(20)
        .toList();
  }

  private static String summary(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().toLowerCase(java.util.Locale.ROOT))
        .reduce((a, b) -> a + ", " + b)
        .orElse("no actions");
  }
}
