package io.coreautomation.execute.turn;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.Standing;
import io.coreautomation.framework.run.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What becomes of an action when its kind, its author's rules or the clock have spoken. */
final class Answers {
  /** Why nobody knows how a call has ended, unless its kind says more. */
  static final String LOST = "the answer was lost";

  private static final Set<ProblemCode> UNTOLD =
      Set.of(ProblemCode.AWS_UNAVAILABLE, ProblemCode.OUTCOME_UNKNOWN);

  private final EngineDoors doors;
  private final RunProgress progress;
  private final Outputs outputs;
  private final Course course;
  private final Pace pace;
  private final Wakes wakes;
  private final Patience patience;
  private final Backoff backoff;
  private final BiConsumer<Action, ActionState> moved;

  /**
   * @param moved is told of each action after it has moved
   */
  Answers(
      EngineDoors doors,
      RunProgress progress,
      Outputs outputs,
      Course course,
      Pace pace,
      Wakes wakes,
      Patience patience,
      BiConsumer<Action, ActionState> moved) {
    this.doors = doors;
    this.progress = progress;
    this.outputs = outputs;
    this.course = course;
    this.pace = pace;
    this.wakes = wakes;
    this.patience = patience;
    this.backoff = new Backoff(doors.random());
    this.moved = moved;
  }

  void put(Action action, ActionState next) {
    put(action, next, null);
  }

  private void put(Action action, ActionState next, @Nullable Standing standing) {
    progress.put(action.id(), next, doors.wall().instant(), standing);
    moved.accept(action, next);
  }

  void apply(Work.Result result) {
    var work = result.work();
    var action = work.action();
    var known = progress.action(action.id());
    var state = result.trust() == null ? known : known.asked(result.trust());
    switch (result) {
      case Work.Result.Throttled(Work<?> _, String service, Trust _) -> {
        pace.throttled(action, service);
        later(work, state);
      }
      case Work.Result.Uncalled _ -> later(work, state);
      case Work.Result.Answered(Work<?> _, Progress answer, Trust _) -> {
        switch (answer) {
          case Progress.Running running -> stillRunning(work, state, running);
          case Progress.Done done -> done(action, state, done);
          case Progress.Previewed found -> previewed(action, state, found);
          case Progress.NotBegun _ -> put(action, state.cancelled(reason(action, state), now()));
          case Progress.Failed(Problem problem) -> failed(work, state, problem);
        }
      }
    }
  }

  /** The call was refused for the moment or not made, so what cannot be repeated has not begun. */
  private void later(Work<?> work, ActionState state) {
    var delay = backoff.after(state.checkDelay());
    put(
        work.action(),
        isInDoubt(work)
            ? state.unstarted(now().plus(delay), delay)
            : state.again(now().plus(delay), delay));
  }

  /** Whether it is a call whose outcome can only be learned from its own answer. */
  private static boolean isInDoubt(Work<?> work) {
    return work.step() == Work.Step.START
        && work.handler().describe().repeatability() instanceof Repeatability.Unrepeatable;
  }

  private void stillRunning(Work<?> work, ActionState state, Progress.Running running) {
    var action = work.action();
    if (!action.waits() && mayBeLeft(work, running)) {
      done(action, state, new Progress.Done(Map.of(), Change.NONE, Map.of(), work.inDoubt()));
      return;
    }
    var delay = pause(action, state, running);
    // Before the state says that it waits; what ended before that has nobody to tell any more.
    var check =
        work.step() != Work.Step.PREVIEW
                && wakes.expects(
                    action, handler(action), state.handle(), running.handle(), patience.of(action))
            ? now()
            : patience.beforeItsEnd(action, state, now().plus(delay));
    put(
        action,
        work.step() == Work.Step.CANCEL
            ? state.cancelling(running.handle(), reason(action, state), check, delay)
            : state.running(running.handle(), check, delay));
  }

  /** Whether it goes on without us. */
  private static boolean mayBeLeft(Work<?> work, Progress.Running running) {
    return !running.attended()
        && switch (work.step()) {
          case START, CHECK -> true;
          case PREVIEW, CANCEL -> false;
        };
  }

  private Duration pause(Action action, ActionState state, Progress.Running running) {
    if (running.at() != null) {
      return Backoff.until(running.at(), now());
    }
    return switch (running.pace()) {
      case SOON -> Backoff.SHORTEST;
      case NORMAL -> backoff.after(state.checkDelay());
      case EVENT ->
          wakes.reachUsFrom(action.target())
              ? backoff.seldom(handler(action).describe().usual())
              : backoff.after(state.checkDelay());
    };
  }

  private void done(Action action, ActionState state, Progress.Done done) {
    try {
      if (action.set() != null) {
        outputs.assign(action.set().onComplete(), progress, action.id(), done.outputs());
      }
    } catch (ProblemException e) {
      fail(action, state, e.first());
      return;
    }
    progress.variables().putAll(done.variables());
    var apart = outputs.storedApart(action.id(), done.outputs());
    put(action, state.complete(done.outputs(), apart, done.change(), now()), done.standing());
  }

  private void previewed(Action action, ActionState state, Progress.Previewed found) {
    progress.variables().putAll(found.variables());
    var apart = outputs.storedApart(action.id(), found.outputs());
    put(action, course.previewed(state, found, apart, now()));
    if (action.set() != null) {
      course.assign(action.set().onComplete(), outputs);
    }
  }

  private void failed(Work<?> work, ActionState state, Problem problem) {
    var action = work.action();
    if (isInDoubt(work) && UNTOLD.contains(problem.code())) {
      var isTold = problem.code() == ProblemCode.OUTCOME_UNKNOWN;
      unknown(action, state, isTold ? problem.message() : LOST);
      return;
    }
    if (isUnheard(problem) && patience.hasTime(work, state)) {
      later(work, state);
      return;
    }
    if (state.status() != ActionStatus.CANCELLING && work.step() != Work.Step.CANCEL) {
      if (problem.retryable() && patience.isHealing(state)) {
        later(work, state);
        return;
      }
      if (isTriedAgain(action, state, problem)) {
        var failed = state.failed(placed(action, problem), now());
        var retry = java.util.Objects.requireNonNull(action.retry());
        // For the event log; the run goes on as if it had not failed.
        progress.put(action.id(), failed, doors.wall().instant(), work.inDoubt());
        put(action, failed.pending(now().plus(retry.before(failed.attempt() + 1))));
        return;
      }
      put(action, state.failed(placed(action, problem), now()), work.inDoubt());
      return;
    }
    giveUp(action, state, work.inDoubt());
  }

  /** Nothing of it is under way any more, and it ends for what it was called off for. */
  void giveUp(Action action, ActionState state) {
    giveUp(action, state, null);
  }

  private void giveUp(Action action, ActionState state, @Nullable Standing standing) {
    var reason = reason(action, state);
    put(
        action,
        reason.code() == ProblemCode.CANCELLED
            ? state.cancelled(reason, now())
            : state.failed(reason, now()),
        standing);
  }

  private static boolean isTriedAgain(Action action, ActionState state, Problem problem) {
    var retry = action.retry();
    return retry != null
        && state.attempt() < retry.attempts()
        && (problem.retryable() || retry.on().contains(problem.code().name()));
  }

  void fail(Action action, ActionState state, Problem problem) {
    put(action, state.failed(placed(action, problem), now()));
  }

  private static Problem placed(Action action, Problem problem) {
    return problem.source() == null ? problem.withSource(action.source()) : problem;
  }

  /** A call has no answer that tells, and the kind's calls can neither be found nor repeated. */
  void unknown(Action action, ActionState state, String why) {
    put(
        action,
        state.unknown(
            Problem.at(
                action.source(),
                ProblemCode.OUTCOME_UNKNOWN,
                "nobody knows whether '" + action.name() + "' was carried out: " + why,
                "Find out, then say so: core settle RUN --action "
                    + action.id()
                    + " --as complete|failed."),
            now()));
  }

  /** Why an action is called off: what was said when it was, else everything is, else its time. */
  private Problem reason(Action action, ActionState state) {
    if (state.status() == ActionStatus.CANCELLING && state.failure() != null) {
      return state.failure();
    }
    var everything = progress.calledOff();
    if (everything != null && !patience.isOver(action, state)) {
      return everything.withSource(action.source());
    }
    return patience.ended(action);
  }

  /** Whether a call had no answer, which says nothing of how the action stands. */
  private static boolean isUnheard(Problem problem) {
    return problem.code() == ProblemCode.AWS_UNAVAILABLE || problem.code() == ProblemCode.THROTTLED;
  }

  ActionHandler<?> handler(Action action) {
    return doors.kinds().handler(action.kind());
  }

  private Instant now() {
    return doors.world().now();
  }
}
