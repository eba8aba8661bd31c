package io.coreautomation.execute.operate;

import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Tables;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Brings commands to runs: wakes one that sleeps, starts the next execution of one whose execution
 * is dead, opens one again that has failed, and answers in the place of one that is over. Doing it
 * twice is doing it once; a crash in between is mended by the next call.
 */
public final class Delivery {
  /** What gives a run that is over something to do. */
  private static final Set<Verb> REOPENING =
      EnumSet.of(Verb.RETRY, Verb.SKIP, Verb.SETTLE, Verb.ROLLBACK);

  private final Runs runs;
  private final Commands commands;
  private final NextGeneration next;
  private final Waker waker;
  private final Clock wall;

  public Delivery(Tables tables, NextGeneration next, Waker waker, Clock wall) {
    this.runs = new Runs(tables);
    this.commands = new Commands(tables);
    this.next = next;
    this.waker = waker;
    this.wall = wall;
  }

  /** Has a run see to what was asked of it, if anything was. */
  public void deliver(RunId run) {
    while (true) {
      var row = runs.get(run).orElseThrow();
      try {
        if (row.isTerminal()) {
          over(row, commands.pending(run));
        } else {
          if (row.status().phase() != Phase.COMPILE) {
            next.start(row);
          }
          waker.wake(run);
        }
        return;
      } catch (ConditionFailedException e) {
        // Somebody else has moved the run: the next round sees where it stands.
      }
    }
  }

  private void over(RunRow row, List<Command> pending) {
    var reopening = pending.stream().filter(c -> REOPENING.contains(c.verb())).findFirst();
    if (reopening.isPresent() && row.canReopen()) {
      next.start(reopened(row, reopening.get()));
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
        1 + next.newest(row).generation(),
        Event.ofRun(row.runId(), row.prn(), Event.RUN_REOPENED, message, wall.instant()));
  }
}
