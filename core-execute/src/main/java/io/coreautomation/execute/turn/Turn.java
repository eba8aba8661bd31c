package io.coreautomation.execute.turn;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.schedule.Schedule;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.shape.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The work of one turn on a run that it has claimed. */
final class Turn {
  /**
   * Within which a failure that can heal by itself is tried again: IAM and KMS take minutes to be
   * known everywhere.
   */
  private static final Duration HEALING = Duration.ofMinutes(5);

  /** Calls between two checkpoints, at most. */
  private static final int CHECKPOINT_AFTER = 50;

  private final EngineDoors doors;
  private final Backoff backoff;
  private final RunId run;
  private final Prn owner;
  private final ActionList list;
  private final Map<String, Action> actions;
  private final Schedule schedule;
  private final RunProgress progress;
  private final Outputs outputs;
  private final Checkpoints checkpoints;
  private final Course course;
  private final int maxParallel;
  private int unwritten;

  /** Writes the state down. */
  interface Checkpoints {
    void write();

    /** Whether the turn may begin new work. */
    boolean timeLeft();
  }

  /**
   * Where a turn has ended.
   *
   * @param nextCheck of what is under way, in world time; null if nothing is
   * @param settled whether the run is at its end
   */
  record End(boolean settled, boolean failed, boolean outOfTime, @Nullable Instant nextCheck) {}

  Turn(
      EngineDoors doors,
      RunId run,
      ActionList list,
      Schedule schedule,
      RunProgress progress,
      Outputs outputs,
      Checkpoints checkpoints,
      Course course,
      int maxParallel) {
    this.doors = doors;
    this.backoff = new Backoff(doors.random());
    this.run = run;
    this.list = list;
    this.actions = list.byId();
    this.schedule = schedule;
    this.progress = progress;
    this.outputs = outputs;
    this.checkpoints = checkpoints;
    this.course = course;
    this.maxParallel = maxParallel;
    this.owner = WorkContext.owner(list.coordinates().prn());
  }

  End work() {
    if (course.isUnverified()) {
      refuse(course.moved(doors, a -> context(a, 1, false, List.of())));
    }
    if (course.isRefused()) {
      return new End(true, true, false, null);
    }
    while (true) {
      var look = schedule.look(progress, list.onFailure());
      var work = new ArrayList<>(due());
      look.skipped()
          .forEach(a -> put(a.id(), progress.action(a.id()).skipped(doors.world().now())));
      var startable = startable(look.ready());
      if (work.isEmpty() && startable.isEmpty()) {
        if (!look.skipped().isEmpty()) {
          continue;
        }
        return new End(look.settled(), look.failed(), false, nextCheck());
      }
      if (!checkpoints.timeLeft()) {
        return new End(false, look.failed(), true, null);
      }
      work.addAll(begun(startable));
      doors
          .concurrency()
          .all(work.stream().map(w -> (Callable<Work.Result>) () -> course.kept(w.run())).toList())
          .forEach(this::apply);
      unwritten += work.size();
      if (unwritten >= CHECKPOINT_AFTER) {
        checkpoint();
      }
    }
  }

  /** Actions under way whose next look is due. */
  private List<Work> due() {
    var now = doors.world().now();
    var due = new ArrayList<Work>();
    for (var id : progress.active()) {
      var state = progress.action(id);
      if (state.nextCheckAt() == null || !state.nextCheckAt().isAfter(now)) {
        var action = Objects.requireNonNull(actions.get(id), id);
        var step = course.step(Work.next(state, isOverdue(action, state, now)));
        work(action, state, step, true).ifPresent(due::add);
      }
    }
    return due;
  }

  private List<Action> startable(List<Action> ready) {
    var places = maxParallel - progress.active().size();
    return ready.subList(0, Math.clamp(places, 0, ready.size()));
  }

  /**
   * Records the intent to start, so that whoever comes after a crash knows what may have been
   * called. Kinds that call nothing need no such record.
   */
  private List<Work> begun(List<Action> startable) {
    var begun = new ArrayList<Work>();
    var mutating = false;
    for (var action : startable) {
      put(action.id(), progress.action(action.id()).starting(doors.world().now()));
      work(action, progress.action(action.id()), course.step(Work.Step.START), false).ifPresent(begun::add);
      mutating |= !(handler(action).describe().repeatability() instanceof Repeatability.Harmless);
    }
    if (mutating) {
      checkpoint();
    }
    return begun;
  }

  /** A call, or nothing if what the action refers to is not there: then it has failed. */
  private Optional<Work> work(
      Action action, ActionState state, Work.Step step, boolean mayHaveStarted) {
    try {
      var inputs = course.inputs(action, outputs);
      var context = context(action, course.attempt(state), mayHaveStarted, inputs.needs());
      return Optional.of(
          new Work(action, state, step, handler(action), inputs.params(), context));
    } catch (ProblemException e) {
      fail(action, state, e.first());
      return Optional.empty();
    }
  }

  private WorkContext context(
      Action action, int attempt, boolean mayHaveStarted, List<String> needs) {
    return new WorkContext(
        run,
        action,
        owner,
        attempt,
        mayHaveStarted,
        doors.access(),
        doors.store(),
        doors.world().now(),
        course.role(),
        needs,
        course.planned(action));
  }

  /** Actions whose plan is not true any more fail before anything is begun. */
  private void refuse(Map<Action, Problem> moved) {
    moved.forEach(
        (action, problem) -> {
          put(action.id(), progress.action(action.id()).starting(doors.world().now()));
          fail(action, progress.action(action.id()), problem);
        });
  }

  private void apply(Work.Result result) {
    var action = result.work().action();
    var state = progress.action(action.id());
    var now = doors.world().now();
    switch (result) {
      case Work.Result.Throttled _ -> later(action, state, now);
      case Work.Result.Answered(Work work, Progress answer) -> {
        switch (answer) {
          case Progress.Running running -> stillRunning(work, state, running, now);
          case Progress.Done done -> {
            progress.variables().putAll(done.variables());
            var apart = outputs.storedApart(action.id(), done.outputs());
            put(action.id(), state.complete(done.outputs(), apart, done.change(), now));
          }
          case Progress.Previewed found -> {
            progress.variables().putAll(found.variables());
            var apart = outputs.storedApart(action.id(), found.outputs());
            put(action.id(), course.previewed(state, found, apart, now));
          }
          case Progress.Failed(Problem problem) -> {
            if (problem.retryable() && isHealing(state, now)) {
              later(action, state, now);
            } else {
              fail(action, state, work.step() == Work.Step.CANCEL ? timedOut(action) : problem);
            }
          }
        }
      }
    }
  }

  private void stillRunning(Work work, ActionState state, Progress.Running running, Instant now) {
    var delay =
        running.pace() == Progress.Pace.SOON ? Backoff.SHORTEST : backoff.after(state.checkDelay());
    var next =
        work.step() == Work.Step.CANCEL
            ? state.cancelling(running.handle(), timedOut(work.action()), now.plus(delay), delay)
            : state.running(running.handle(), now.plus(delay), delay);
    put(work.action().id(), next);
  }

  private void later(Action action, ActionState state, Instant now) {
    var delay = backoff.after(state.checkDelay());
    put(action.id(), state.again(now.plus(delay), delay));
  }

  private void fail(Action action, ActionState state, Problem problem) {
    var called = state.failure(); // why it was called off, if it was
    var placed = problem.source() == null ? problem.withSource(action.source()) : problem;
    put(action.id(), state.failed(called == null ? placed : called, doors.world().now()));
  }

  private Problem timedOut(Action action) {
    return Problem.at(
        action.source(),
        ProblemCode.TIMED_OUT,
        "'" + action.name() + "' was not done after " + Durations.text(patience(action)),
        "Find out what it waits for, or set a longer 'timeout'.");
  }

  private boolean isOverdue(Action action, ActionState state, Instant now) {
    return state.startedAt() != null && now.isAfter(state.startedAt().plus(patience(action)));
  }

  private Duration patience(Action action) {
    return action.timeout() == null ? handler(action).describe().patience() : action.timeout();
  }

  private static boolean isHealing(ActionState state, Instant now) {
    return state.startedAt() != null && now.isBefore(state.startedAt().plus(HEALING));
  }

  private @Nullable Instant nextCheck() {
    return progress.active().stream()
        .map(progress::action)
        .map(ActionState::nextCheckAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private void put(String id, ActionState next) {
    progress.put(id, next, doors.wall().instant());
  }

  private void checkpoint() {
    checkpoints.write();
    unwritten = 0;
  }

  private ActionHandler<?> handler(Action action) {
    return doors.kinds().handler(action.kind());
  }
}
