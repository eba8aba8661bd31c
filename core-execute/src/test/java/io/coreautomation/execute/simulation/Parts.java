package io.coreautomation.execute.simulation;

import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.task.TaskVerb;
import java.util.Objects;

/** Holds runs against the runs that they are parts of. */
final class Parts {
  private final World world;

  Parts(World world) {
    this.world = world;
  }

  boolean isComplete(SimRun part) {
    return world.truth().isBegun(part)
        && world.truth().row(part).status().state() == State.COMPLETE;
  }

  /** Whether it has taken back what it did. */
  boolean isTakenBack(SimRun part) {
    return world.truth().isBegun(part) && world.truth().state(part).head().rollback() != null;
  }

  /** Of a part that makes something. */
  void requireWanted(SimRun part) {
    var whole = Objects.requireNonNull(part.whole());
    if (world.people().haveSteered(part)) {
      return; // it goes on by itself, as somebody wants
    }
    if (world.truth().row(whole).isTerminal()) {
      throw new Violation(Law.PARTS, "a part works on after the end of its whole");
    }
    var status = world.truth().state(whole).action(part.asAction().id()).status();
    if (status == ActionStatus.CANCELLING && !isCancelled(part)) {
      throw new Violation(Law.PARTS, "the whole has called it off, and it was never asked");
    }
    if (status.isTerminal()) {
      throw new Violation(Law.PARTS, "it works, and for its whole it is " + status);
    }
  }

  private boolean isCancelled(SimRun part) {
    return world.truth().pending(part).stream().anyMatch(command -> command.verb() == Verb.CANCEL)
        || world.truth().answered(part).stream()
            .anyMatch(answer -> answer.command().verb() == Verb.CANCEL);
  }

  /** Of a whole that is at its end: its parts have ended before, as it says. */
  void requireOver(SimRun whole) {
    for (var action : whole.list().actions()) {
      if (!SimRun.isPart(action) || whole.task() == TaskVerb.PLAN) {
        continue; // what is only looked at is left at any time
      }
      var part = world.truth().part(whole, action);
      if (!world.truth().isBegun(part) || world.people().haveSteered(part)) {
        continue;
      }
      var endedAt = Objects.requireNonNull(world.truth().row(part).endedAt());
      if (endedAt.isAfter(Objects.requireNonNull(world.truth().row(whole).endedAt()))) {
        throw new Violation(Law.PARTS, action.id() + " has ended after its whole");
      }
      var status = world.truth().state(whole).action(action.id()).status();
      if (!isTakenBack(part)
          && isComplete(part) != (status == ActionStatus.COMPLETE)
          && !world.people().haveTouched(whole, action.id())) {
        throw new Violation(
            Law.PARTS,
            action.id() + " is " + status + ", its run " + world.truth().row(part).status());
      }
    }
  }
}
