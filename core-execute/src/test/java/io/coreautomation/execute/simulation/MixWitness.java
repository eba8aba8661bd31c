package io.coreautomation.execute.simulation;

import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.simulation.Meetings.Meeting;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.task.TaskVerb;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Holds the calls of all kinds against the laws, and at the end the world of each action against
 * how it looks where nothing goes wrong.
 */
final class MixWitness {
  private final World world;

  /** What has begun, by run and action. */
  private final Set<String> begun = new HashSet<>();

  MixWitness(World world) {
    this.world = world;
  }

  /** The laws that can be seen at a call that changes something. */
  void calling(SimRun run, Meeting meeting, String operation) {
    var action = meeting.action();
    var what = operation + " of " + action;
    if (!world.truth().holds(run)) {
      throw new Violation(Law.FENCE, "by a turn that does not hold the run: " + what);
    }
    if (world.truth().row(run).isTerminal()) {
      throw new Violation(Law.STANDSTILL, "after the run's end: " + what);
    }
    if (run.task() == TaskVerb.PLAN) {
      if (!meeting.ends().isOfPlans(operation)) {
        throw new Violation(Law.PLANNED, "by a run that only looks: " + what);
      }
    } else if (begun.add(run.id() + action)) {
      var written = run.list().byId().get(action);
      if (written != null) { // else it takes another back
        if (isForeseen(written)) {
          new Conditions(world, run).requireHolds(written);
        }
        requireDependencies(run, written);
      }
      if (run.whole() != null) {
        new Parts(world).requireWanted(run);
        requireDependencies(run.whole(), run.asAction());
      }
    }
  }

  private void requireDependencies(SimRun run, Action action) {
    for (var id : action.dependsOn()) {
      var dependency = Objects.requireNonNull(run.list().byId().get(id));
      if (action.runsOn() == RunOn.SUCCESS
          && dependency.waits()
          && !dependency.mayFail()
          && (dependency.condition() == null || isForeseen(action) && !isSkipped(run, id))
          && !world.people().haveTouched(run, id)
          && state(run, id).attempt() <= 1
          && !isThere(run, dependency)) {
        throw new Violation(
            Law.DEPENDENCIES, action.id() + " begins before " + id + " has ended well");
      }
    }
  }

  /** Whether its start stands in the run's state, and so what it follows from, before its calls. */
  private boolean isForeseen(Action action) {
    return SimRun.isPart(action)
        || !(world.meetings().of(action.id()).ends().handler().describe().repeatability()
            instanceof Repeatability.Harmless);
  }

  private boolean isSkipped(SimRun run, String action) {
    return state(run, action).status() == ActionStatus.SKIPPED;
  }

  private boolean isThere(SimRun run, Action action) {
    return SimRun.isPart(action)
        ? new Parts(world).wasComplete(world.truth().part(run, action))
        : seen(action.id()).equals(done(run, action.id()));
  }

  private ActionState state(SimRun run, String action) {
    return world.truth().state(run).action(action);
  }

  private List<Object> seen(String action) {
    return world.meetings().of(action).trial().seen();
  }

  private List<Object> done(SimRun run, String action) {
    var ends = world.meetings().of(action).ends();
    return run.task() == TaskVerb.APPLY ? ends.applied() : ends.done();
  }

  /** Of a run that is at its end. */
  void requireTruth(SimRun run) {
    if (run.task() == TaskVerb.PLAN) {
      return; // what it may do was seen at its calls
    }
    for (var action : run.list().actions()) {
      if (!SimRun.isPart(action) && !world.people().haveTouched(run, action.id())) {
        requireTruth(run, action.id());
      }
    }
  }

  private void requireTruth(SimRun run, String action) {
    var state = state(run, action);
    var ends = world.meetings().of(action).ends();
    var seen = seen(action);
    requireAttempts(run, run.list().byId().get(action), state);
    if (state.attempt() == 0) {
      require(
          Law.STANDSTILL,
          run,
          action,
          run.task() == TaskVerb.APPLY || seen.equals(ends.untouched()));
    } else if (state.attempt() > 1) {
      // What an attempt before has done may be there as well.
      require(
          Law.EFFECTS_THERE,
          run,
          action,
          state.status() != ActionStatus.COMPLETE
              || wasToBeTakenBack(run, action)
              || done(run, action).equals(ends.untouched())
              || !seen.equals(ends.untouched()));
    } else if (isTakenBack(run, action)) {
      require(Law.EFFECTS_ONCE, run, action, seen.equals(ends.undone()));
    } else if (state.status() == ActionStatus.COMPLETE && !wasToBeTakenBack(run, action)) {
      require(Law.EFFECTS_THERE, run, action, seen.equals(done(run, action)));
    } else if (isUnknown(state)) {
      require(
          Law.EFFECTS_ONCE,
          run,
          action,
          Set.of(ends.untouched(), done(run, action)).contains(seen));
    }
  }

  private void requireAttempts(SimRun run, Action action, ActionState state) {
    var retry = action.retry();
    var most = (retry == null ? 1 : retry.attempts()) + world.people().retries(run, action.id());
    if (run.whole() != null) {
      var as = run.asAction();
      var again = as.retry() == null ? 0 : as.retry().attempts() - 1;
      most += again + world.people().retries(run.whole(), as.id());
    }
    if (state.attempt() > most) {
      throw new Violation(
          Law.ATTEMPTS, action.id() + " was tried " + state.attempt() + " times, not " + most);
    }
  }

  private boolean wasToBeTakenBack(SimRun run, String action) {
    return world.truth().actions(run).containsKey(action + Meetings.UNDO);
  }

  private boolean isTakenBack(SimRun run, String action) {
    return wasToBeTakenBack(run, action)
        && state(run, action).status() == ActionStatus.COMPLETE
        && state(run, action + Meetings.UNDO).status() == ActionStatus.COMPLETE
        && state(run, action + Meetings.UNDO).attempt() == 1;
  }

  private static boolean isUnknown(ActionState state) {
    return state.status() == ActionStatus.UNKNOWN
        || state.failure() != null && state.failure().code() == ProblemCode.OUTCOME_UNKNOWN;
  }

  private void require(Law law, SimRun run, String action, boolean holds) {
    if (!holds) {
      var meeting = world.meetings().of(action);
      throw new Violation(
          law,
          "%s (%s) is %s; in its world there is %s which is not there where nothing goes wrong"
                  .formatted(
                      action,
                      meeting.ends(),
                      state(run, action).status(),
                      without(seen(action), done(run, action)))
              + ", and not %s which is".formatted(without(done(run, action), seen(action))));
    }
  }

  private static List<Object> without(List<Object> all, List<Object> some) {
    return all.stream().filter(each -> !some.contains(each)).toList();
  }
}
