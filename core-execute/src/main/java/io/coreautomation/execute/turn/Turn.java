package io.coreautomation.execute.turn;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.schedule.Frontier;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Does all that can be done of a run now: looks at what is due, begins what is ready, and says when
 * to come again.
 */
final class Turn {
  /** Starts between two checkpoints, at most. What a look has found, the next one finds again. */
  private static final int CHECKPOINT_AFTER = 50;

  /** Wall time between two checkpoints, at most, unless a call takes longer. */
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(15);

  private final EngineDoors doors;
  private final RunOrder order;
  private final RunProgress progress;
  private final Checkpoints checkpoints;
  private final Course course;
  private final RunLocks locks;
  private final Pace pace;
  private final Wakes wakes;
  private final Answers answers;
  private final Works works;
  private final Starts starts;
  private final Looks looks;
  private Map<String, Action> actions;
  private @Nullable RunOrder rollback;
  private Frontier frontier;
  private Instant written;
  private int unwritten;
  private long moves;

  /** Writes the state down, and hears what operators want. */
  interface Checkpoints {
    /** Writes the state. */
    void write();

    /**
     * Carries out what operators have asked for since.
     *
     * @return whether there was anything
     */
    boolean obey();

    /** Whether the turn may begin new work. */
    boolean timeLeft();

    /** Whether the run is this turn's for as long as a call that begins now may take. */
    boolean timeForCall();

    /**
     * Makes sure of that, before many.
     *
     * @throws io.coreautomation.framework.run.StaleTurnException if it may not be
     */
    void requireTimeForCalls();

    /** Makes the list that takes back what was done, unless nothing is to be. */
    Optional<RunOrder> rollBack();

    /** That list, once it is made. */
    @Nullable RunOrder rollback();
  }

  /**
   * Where a turn has ended.
   *
   * @param nextCheck of what is under way or held back, in world time; null if nothing is
   * @param settled whether the run is at its end
   */
  record End(boolean settled, boolean failed, boolean outOfTime, @Nullable Instant nextCheck) {}

  Turn(
      EngineDoors doors,
      RunId run,
      Prn owner,
      RunOrder order,
      @Nullable RunOrder rollback,
      RunProgress progress,
      Outputs outputs,
      Checkpoints checkpoints,
      Course course,
      RunLocks locks,
      Standings standings,
      Pace pace,
      Wakes wakes,
      int maxParallel) {
    this.doors = doors;
    this.written = doors.wall().instant();
    this.order = order;
    this.progress = progress;
    this.checkpoints = checkpoints;
    this.course = course;
    this.locks = locks;
    this.pace = pace;
    this.wakes = wakes;
    this.actions = order.actionsWith(rollback);
    this.rollback = rollback;
    this.works =
        new Works(
            doors,
            order.sessions(),
            checkpoints::requireTimeForCalls,
            run,
            owner,
            progress,
            outputs,
            course,
            standings);
    var patience = new Patience(doors);
    this.answers =
        new Answers(doors, progress, outputs, course, pace, wakes, patience, this::moved);
    this.starts =
        new Starts(
            doors,
            progress,
            answers,
            outputs,
            course,
            locks,
            pace,
            (action, state) -> works.work(action, state, Work.Step.START, false),
            maxParallel,
            Objects.requireNonNullElse(order.list().maxPerTarget(), Integer.MAX_VALUE));
    this.looks = new Looks(doors, progress, answers, course, pace, works, patience);
    this.frontier = look();
    for (var id : progress.active()) {
      looks
          .attempt(
              Objects.requireNonNull(actions.get(id), id), progress.action(id), Work.Step.CHECK)
          .ifPresent(work -> locks.holds(id, work.locks()));
    }
  }

  End work() {
    if (course.isUnverified()) {
      // Actions of which the plan is not true any more fail before anything is begun.
      course
          .moved(doors, works::context)
          .forEach((a, problem) -> answers.fail(a, progress.action(a.id()), problem));
    }
    if (course.isRefused() || lacksRoom()) {
      return new End(true, true, false, null);
    }
    while (true) {
      var before = moves;
      if (checkpoints.obey()) {
        rollsBack(checkpoints.rollback());
      }
      frontier
          .takeSkipped()
          .forEach(a -> answers.put(a, progress.action(a.id()).skipped(doors.world().now())));
      callOffAfterFailure();
      if (!checkpoints.timeLeft()) {
        return end(true);
      }
      var work = new ArrayList<>(looks.due(actions));
      var begun = progress.isSuspended() ? List.<Work<?>>of() : starts.next(frontier, actions);
      if (!work.isEmpty() || !begun.isEmpty()) {
        if (Starts.needIntent(begun)) {
          checkpoint();
        }
        work.addAll(begun);
        call(work);
        unwritten += begun.size();
        if (unwritten >= CHECKPOINT_AFTER
            || Starts.cannotBeRepeated(begun)
            || doors.wall().instant().isAfter(written.plus(CHECKPOINT_EVERY))) {
          checkpoint();
        }
      } else if (moves == before && !rollsBack()) {
        return end(false);
      }
    }
  }

  /** Whether AWS has no room for the run, of which nothing was begun yet. */
  private boolean lacksRoom() {
    if (!course.isFresh()) {
      return false;
    }
    var lacking = new Room(doors, works::context).lacking(order.list().actions());
    lacking.forEach(
        (action, problem) -> answers.fail(action, progress.action(action.id()), problem));
    return !lacking.isEmpty();
  }

  private void call(List<Work<?>> work) {
    checkpoints.requireTimeForCalls();
    doors
        .concurrency()
        .all(work.stream().map(w -> (Callable<Work.Result>) () -> called(w)).toList())
        .forEach(answers::apply);
  }

  /** Those that wait for a place beside many slow ones may have it too late. */
  private Work.Result called(Work<?> work) {
    return checkpoints.timeForCall() ? course.kept(work.run()) : new Work.Result.Uncalled(work);
  }

  private End end(boolean outOfTime) {
    if (!outOfTime && (progress.isSuspended() || starts.haveTriedAll())) {
      locks.leaveOtherLines();
    }
    var settled = frontier.isSettled() && progress.activeCount() == 0;
    return new End(
        settled,
        rollback != null || frontier.hasFailed(),
        outOfTime,
        Backoff.earlier(
            Backoff.earlier(looks.nextCheck(), starts.blockedUntil()), pace.heldUntil()));
  }

  private Frontier look() {
    return frontier(rollback == null ? order : rollback);
  }

  private Frontier frontier(RunOrder at) {
    var seen = at.schedule().frontier(progress, at.list().onFailure());
    if (progress.isCancelled() && at == order) {
      seen.stop(); // but what has begun to be taken back is taken back
    }
    return seen;
  }

  private void moved(Action action, ActionState state) {
    moves++;
    frontier.moved(action, state);
    if (!state.status().isActive()) {
      locks.ended(action.id());
      if (!course.previews()) { // what was only looked at has a preview in place of a handle
        wakes.ended(action, answers.handler(action), state.handle());
      }
    }
  }

  private void callOffAfterFailure() {
    if (order.list().onFailure() == OnFailure.CANCEL
        && rollback == null
        && progress.calledOff() == null
        && frontier.hasFailed()) {
      progress.callOff(
          Problem.of(
              ProblemCode.CANCELLED,
              "called off, as another action has failed",
              "Mend that one, then run again."));
    }
  }

  private boolean rollsBack() {
    if (order.list().onFailure() != OnFailure.ROLLBACK
        || course.previews()
        || rollback != null
        || progress.isCancelled()
        || progress.activeCount() > 0
        || !frontier.isSettled()
        || !frontier.hasFailed()) {
      return false;
    }
    var made = checkpoints.rollBack();
    made.ifPresent(this::rollsBack);
    return made.isPresent();
  }

  private void rollsBack(@Nullable RunOrder by) {
    rollback = by;
    actions = order.actionsWith(by);
    frontier = look();
  }

  private void checkpoint() {
    checkpoints.write();
    written = doors.wall().instant();
    unwritten = 0;
  }
}
