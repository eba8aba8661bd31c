package io.coreautomation.execute.reap;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.RunStateStore;
import java.time.Clock;

/**
 * Starts the next execution of a run whose newest one is dead. The row's generation is raised
 * first, by a conditional write: of several that find an execution dead, one replaces it. An older
 * execution that is not quite dead stops when its turn meets the state of a later one.
 */
public final class NextGeneration {
  private final Runs runs;
  private final RunStateStore states;
  private final RunLauncher launcher;
  private final Restarts restarts;
  private final Clock wall;

  public NextGeneration(
      Runs runs, ObjectStore store, RunLauncher launcher, Restarts restarts, Clock wall) {
    this.runs = runs;
    this.states = new RunStateStore(store);
    this.launcher = launcher;
    this.restarts = restarts;
    this.wall = wall;
  }

  /**
   * Finds the execution that has a run. A hand-over raises the generation in the run's state only,
   * so that is read, but not for a run whose execution runs.
   */
  public Newest newest(RunRow row) {
    var named = Newest.name(row, row.generation());
    var status = launcher.describe(named);
    if (status.filter(RunLauncher.ExecutionStatus.RUNNING::equals).isPresent()) {
      return new Newest(named, row.generation(), status, 0, false);
    }
    var state = states.read(ObjectKeys.of(row.coordinates()), row.runId());
    if (state.isEmpty()) {
      return new Newest(named, row.generation(), status, 0, true);
    }
    var document = state.get().head();
    var died = document.claim() != null;
    if (document.generation() <= row.generation()) {
      return new Newest(named, row.generation(), status, document.turn(), died);
    }
    var later = Newest.name(row, document.generation());
    return new Newest(
        later, document.generation(), launcher.describe(later), document.turn(), died);
  }

  /**
   * Has a run go on, unless it is at its end or its execution runs. Repeatable, also after a crash
   * half-way and by several at once: at most one execution comes of it.
   *
   * @return the run as it is stored
   * @throws IllegalStateException if the run was not compiled yet: the invoker carries that out
   */
  public RunRow start(RunRow asked) {
    var row = asked;
    while (!row.isTerminal()) {
      if (row.status().phase() == Phase.COMPILE) {
        throw new IllegalStateException("run " + row.runId() + " is " + row.status());
      }
      var newest = newest(row);
      if (newest.isRunning()) {
        return row;
      }
      try {
        row = raised(row, newest);
        launch(row, newest.turn());
        return row;
      } catch (ConditionFailedException e) {
        // It has ended, or somebody else replaces its execution: the next round sees which.
        row = runs.get(row.runId()).orElseThrow();
      }
    }
    return row;
  }

  /** An execution that was never started is; a generation is left out only if it is dead. */
  private RunRow raised(RunRow row, Newest newest) {
    var generation = newest.generation() + (newest.status().isPresent() ? 1 : 0);
    if (generation == row.generation()) {
      return row; // it was raised before, by somebody who died before the start
    }
    var now = wall.instant();
    var cause = newest.status().map(Enum::name).orElse("never started");
    var saved =
        runs.save(
            row,
            changes -> changes.generation(generation),
            Event.ofRun(
                row.runId(),
                row.prn(),
                Event.RUN_RESTARTED,
                "%s was %s; generation %d goes on".formatted(newest.execution(), cause, generation),
                now));
    restarts.record(row.runId(), newest.turn(), newest.died(), now);
    return saved;
  }

  private void launch(RunRow row, long turn) {
    // ALREADY_STARTED is as good: a hand-over, or another who mends, was faster.
    launcher.start(
        Newest.name(row, row.generation()),
        Json.object()
            .put("runId", row.runId().text())
            .put("generation", row.generation())
            .put("turn", turn)
            .put("next", "continue")
            .put("wakeInSeconds", 0)
            .put("wakeCounter", 0));
  }
}
