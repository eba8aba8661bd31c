package io.coreautomation.execute.schedule;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Where a run stands in the order of its list: what may start now, and whether anything still can.
 * It is told of each action that has moved; so a turn costs what moves, not the length of the list.
 */
public final class Frontier {
  private enum Verdict {
    /** Not ended, and may still do so. */
    OPEN,
    /** Ended as its dependents want it. */
    GOOD,
    /** Ended otherwise, or will never start. */
    BAD
  }

  private final Schedule schedule;
  private final boolean stopsAtFailure;
  private final Verdict[] verdicts;
  private final boolean[] started;
  private final int[] openDependencies;
  private final int[] badDependencies;
  private final NavigableSet<Integer> ready;
  private final List<Action> skipped = new ArrayList<>();
  private final Deque<Integer> settling = new ArrayDeque<>();
  private int open;
  private int bad;
  private boolean draining;
  private boolean stopped;

  Frontier(Schedule schedule, RunProgress progress, OnFailure onFailure) {
    var size = schedule.actions.size();
    this.schedule = schedule;
    this.stopsAtFailure = onFailure != OnFailure.CONTINUE;
    this.verdicts = new Verdict[size];
    this.started = new boolean[size];
    this.openDependencies = new int[size];
    this.badDependencies = new int[size];
    this.ready =
        new TreeSet<>(
            Comparator.comparingLong((Integer i) -> schedule.remaining[i])
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    this.open = size;
    Arrays.fill(verdicts, Verdict.OPEN);
    for (int i = 0; i < size; i++) {
      openDependencies[i] = schedule.dependencies[i].length;
    }
    for (var i : schedule.order) {
      var action = schedule.actions.get(i);
      var state = progress.action(action.id());
      started[i] = state.status() != ActionStatus.PENDING;
      note(i, verdict(action, state));
    }
    for (var i : schedule.order) {
      decide(i);
    }
    propagate();
  }

  /** Takes in that an action has moved. */
  public void moved(Action action, ActionState state) {
    int i = Objects.requireNonNull(schedule.indexes.get(action.id()), action.id());
    started[i] = state.status() != ActionStatus.PENDING;
    if (started[i]) {
      ready.remove(i);
    }
    note(i, verdict(action, state));
    decide(i);
    propagate();
  }

  /** Nothing starts any more, whatever its rule is. */
  public void stop() {
    stopped = true;
    for (var i : schedule.order) {
      decide(i);
    }
    propagate();
  }

  /** Those whose own rule says that they do not run; told once. */
  public List<Action> takeSkipped() {
    var taken = List.copyOf(skipped);
    skipped.clear();
    return taken;
  }

  /**
   * Actions that may start, longest remaining path first.
   *
   * @param most of them
   * @param admitted whether one may start now: the others stay ready
   */
  public List<Action> startable(int most, Predicate<Action> admitted) {
    var startable = new ArrayList<Action>();
    for (var i : ready) { // they leave it when they move
      if (startable.size() >= most) {
        break;
      }
      if (admitted.test(schedule.actions.get(i))) {
        startable.add(schedule.actions.get(i));
      }
    }
    return startable;
  }

  /** Actions that wait for nothing but to be started. */
  public List<Action> ready() {
    return startable(Integer.MAX_VALUE, action -> true);
  }

  /** How many of them there are. */
  public int readyCount() {
    return ready.size();
  }

  /** Whether nothing is under way and nothing can start any more. */
  public boolean isSettled() {
    return open == 0;
  }

  /** Whether something failed that may not, or was never reached. */
  public boolean hasFailed() {
    return bad > 0;
  }

  private void note(int i, Verdict verdict) {
    var before = verdicts[i];
    if (before == verdict) {
      return;
    }
    verdicts[i] = verdict;
    open += (verdict == Verdict.OPEN ? 1 : 0) - (before == Verdict.OPEN ? 1 : 0);
    bad += (verdict == Verdict.BAD ? 1 : 0) - (before == Verdict.BAD ? 1 : 0);
    for (var dependent : schedule.dependents[i]) {
      openDependencies[dependent] +=
          (verdict == Verdict.OPEN ? 1 : 0) - (before == Verdict.OPEN ? 1 : 0);
      badDependencies[dependent] +=
          (verdict == Verdict.BAD ? 1 : 0) - (before == Verdict.BAD ? 1 : 0);
      settling.add(dependent);
    }
    if (verdict == Verdict.BAD && stopsAtFailure && !draining) {
      draining = true;
      for (var other : schedule.order) {
        settling.add(other);
      }
    }
  }

  private void propagate() {
    while (!settling.isEmpty()) {
      decide(settling.removeFirst());
    }
  }

  /** What becomes of an action that was never started, as its dependencies stand. */
  private void decide(int i) {
    if (started[i]) {
      return;
    }
    var action = schedule.actions.get(i);
    var dependenciesOpen = openDependencies[i] > 0;
    var dependenciesBad = badDependencies[i] > 0;
    if (stopped || action.runsOn() == RunOn.SUCCESS && (draining || dependenciesBad)) {
      ready.remove(i);
      note(i, Verdict.BAD);
    } else if (dependenciesOpen) {
      ready.remove(i);
      note(i, Verdict.OPEN);
    } else if (action.runsOn() == RunOn.FAILURE && !dependenciesBad) {
      if (verdicts[i] != Verdict.GOOD) {
        skipped.add(action);
      }
      note(i, Verdict.GOOD);
    } else {
      note(i, Verdict.OPEN);
      ready.add(i);
    }
  }

  private static Verdict verdict(Action action, ActionState state) {
    return switch (state.status()) {
      case COMPLETE, SKIPPED -> Verdict.GOOD;
      case FAILED -> isTolerated(action, state) ? Verdict.GOOD : Verdict.BAD;
      case CANCELLED, UNKNOWN -> Verdict.BAD;
      case PENDING, STARTING, RUNNING, CANCELLING -> Verdict.OPEN;
    };
  }

  /** Whether the run goes on over a failure as if there was none. */
  private static boolean isTolerated(Action action, ActionState state) {
    return action.mayFail()
        || ("continue".equals(action.onTimeout())
            && state.failure() != null
            && state.failure().code() == ProblemCode.TIMED_OUT);
  }
}
