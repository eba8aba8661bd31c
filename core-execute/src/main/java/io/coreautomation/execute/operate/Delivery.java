package io.coreautomation.execute.operate;

import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.RunDocument;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Brings commands to runs: wakes one that sleeps, opens one again that has failed or stalled, and
 * answers in the place of one that is over. Doing it twice is doing it once; a crash in between is
 * mended by the next call.
 */
public final class Delivery {
  /** What gives a run that is over something to do. */
  private static final Set<Verb> REOPENING = EnumSet.of(Verb.RETRY, Verb.SKIP, Verb.SETTLE);

  private final Runs runs;
  private final Commands commands;
  private final Waits waits;
  private final ObjectStore store;
  private final RunLauncher launcher;
  private final Clock wall;

  public Delivery(Tables tables, ObjectStore store, RunLauncher launcher, Clock wall) {
    this.runs = new Runs(tables);
    this.commands = new Commands(tables);
    this.waits = new Waits(tables);
    this.store = store;
    this.launcher = launcher;
    this.wall = wall;
  }

  /** Has a run see to what was asked of it, if anything was. */
  public void deliver(RunId run) {
    while (true) {
      var row = runs.get(run).orElseThrow();
      var pending = commands.pending(run);
      try {
        if (row.isTerminal()) {
          over(row, pending);
        } else if (row.status().canReopen() && !pending.isEmpty()) {
          start(reopened(row, pending.getFirst())); // it has stalled
        } else {
          start(row);
          wake(run);
        }
        return;
      } catch (ConditionFailedException e) {
        // Somebody else has moved the run: the next round sees where it stands.
      }
    }
  }

  private void over(RunRow row, List<Command> pending) {
    var reopening = pending.stream().filter(c -> REOPENING.contains(c.verb())).findFirst();
    if (reopening.isPresent() && row.status().canReopen()) {
      start(reopened(row, reopening.get()));
      return;
    }
    for (var command : pending) {
      commands.applied(command, "the run is at its end: " + row.status(), wall.instant());
    }
  }

  private RunRow reopened(RunRow row, Command command) {
    var message =
        command.principal()
            + " asked to "
            + Wish.text(command)
            + (command.reason() == null ? "" : ": " + command.reason());
    return runs.reopen(
        row,
        1 + Math.max(row.generation(), generationOfState(row)),
        Event.ofRun(row.runId(), row.prn(), Event.RUN_REOPENED, message, wall.instant()));
  }

  /** A hand-over raises it there first. */
  private long generationOfState(RunRow row) {
    return store
        .get(ObjectKeys.of(row.coordinates()).state(row.runId()))
        .map(state -> RunDocument.read(state.content()).generation())
        .orElse(0L);
  }

  /**
   * Starts the execution of a run that waits for its first turn; a second start finds the first.
   */
  private void start(RunRow row) {
    if (row.status().state() != State.REQUESTED || row.status().phase() == Phase.COMPILE) {
      return;
    }
    launcher.start(
        row.task().label() + "-" + row.runId() + "-" + row.generation(),
        Json.object()
            .put("runId", row.runId().text())
            .put("generation", row.generation())
            .put("turn", 0)
            .put("next", "continue")
            .put("wakeInSeconds", 0)
            .put("wakeCounter", 0));
  }

  private void wake(RunId run) {
    var token = waits.wake(run).token();
    if (token != null) {
      launcher.wake(token, Json.object());
    }
  }
}
