package io.coreautomation.execute.schedule;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The order of one action list. Immutable; made once a list. */
public final class Schedule {
  private final List<Action> topological;
  private final Map<String, Long> remaining;
  private final Comparator<Action> longestFirst;

  /**
   * Reads the order out of a list.
   *
   * @param usual how long an action usually takes
   */
  public Schedule(ActionList list, Function<Action, Duration> usual) {
    var dependents = new HashMap<String, List<Action>>();
    var open = new HashMap<String, Integer>();
    for (var action : list.actions()) {
      open.put(action.id(), action.dependsOn().size());
      action
          .dependsOn()
          .forEach(d -> dependents.computeIfAbsent(d, k -> new ArrayList<>()).add(action));
    }
    this.topological = topological(list, dependents, open);
    this.remaining = new HashMap<>();
    for (var action : topological.reversed()) {
      var longest = 0L;
      for (var dependent : dependents.getOrDefault(action.id(), List.of())) {
        longest = Math.max(longest, remaining.getOrDefault(dependent.id(), 0L));
      }
      remaining.put(action.id(), longest + 1 + usual.apply(action).toMillis());
    }
    this.longestFirst =
        Comparator.comparing((Action a) -> remaining.getOrDefault(a.id(), 0L)).reversed();
  }

  private static List<Action> topological(
      ActionList list, Map<String, List<Action>> dependents, Map<String, Integer> open) {
    var order = new ArrayList<Action>(list.actions().size());
    var free = new ArrayDeque<Action>();
    list.actions().stream().filter(a -> a.dependsOn().isEmpty()).forEach(free::add);
    while (!free.isEmpty()) {
      var action = free.removeFirst();
      order.add(action);
      for (var dependent : dependents.getOrDefault(action.id(), List.of())) {
        if (open.merge(dependent.id(), -1, Integer::sum) == 0) {
          free.add(dependent);
        }
      }
    }
    return order;
  }

  /**
   * What can be done now.
   *
   * @param ready to start, longest remaining path first
   * @param skipped their own rule says that they do not run
   * @param settled whether nothing is under way and nothing can start any more
   * @param failed whether the run has failed: something failed that may not, or was never reached
   */
  public record Look(List<Action> ready, List<Action> skipped, boolean settled, boolean failed) {}

  private enum Verdict {
    /** Ended as its dependents want it. */
    GOOD,
    /** Ended otherwise, or will never start. */
    BAD,
    /** Not ended, and may still do so. */
    OPEN
  }

  public Look look(RunProgress progress, OnFailure onFailure) {
    var failing =
        topological.stream().anyMatch(a -> verdict(a, progress.action(a.id())) == Verdict.BAD);
    var draining = failing && onFailure == OnFailure.DRAIN;
    var verdicts = new HashMap<String, Verdict>(topological.size() * 2);
    var ready = new ArrayList<Action>();
    var skipped = new ArrayList<Action>();
    var open = false;
    var bad = false;
    for (var action : topological) {
      var state = progress.action(action.id());
      var verdict =
          switch (state.status()) {
            case PENDING -> pending(action, verdicts, draining, ready, skipped);
            case STARTING, RUNNING, CANCELLING, COMPLETE, FAILED, SKIPPED, CANCELLED, UNKNOWN ->
                verdict(action, state);
          };
      verdicts.put(action.id(), verdict);
      open |= verdict == Verdict.OPEN;
      bad |= verdict == Verdict.BAD;
    }
    ready.sort(longestFirst);
    return new Look(List.copyOf(ready), List.copyOf(skipped), !open, bad);
  }

  private static Verdict pending(
      Action action,
      Map<String, Verdict> verdicts,
      boolean draining,
      List<Action> ready,
      List<Action> skipped) {
    var dependencies = action.dependsOn().stream().map(verdicts::get).toList();
    var anyOpen = dependencies.contains(Verdict.OPEN);
    var anyBad = dependencies.contains(Verdict.BAD);
    if (action.runsOn() == RunOn.SUCCESS) {
      if (draining || anyBad) {
        return Verdict.BAD;
      }
      if (!anyOpen) {
        ready.add(action);
      }
      return Verdict.OPEN;
    }
    if (anyOpen) {
      return Verdict.OPEN;
    }
    if (action.runsOn() == RunOn.FAILURE && !anyBad) {
      skipped.add(action);
      return Verdict.GOOD;
    }
    ready.add(action);
    return Verdict.OPEN;
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
