package io.coreautomation.execute.schedule;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The order of a list: who waits for whom, and how much there is to do after each. Immutable; each
 * turn asks it for a {@link Frontier} of its own.
 */
public final class Schedule {
  final List<Action> actions;
  final Map<String, Integer> indexes;
  final int[][] dependencies;
  final int[][] dependents;
  final int[] order;
  final long[] remaining;

  /**
   * Reads the order out of a list.
   *
   * @param usual milliseconds that an action usually takes
   */
  public Schedule(ActionList list, ToLongFunction<Action> usual) {
    this.actions = list.actions();
    this.indexes = HashMap.newHashMap(actions.size());
    for (int i = 0; i < actions.size(); i++) {
      indexes.put(actions.get(i).id(), i);
    }
    this.dependencies =
        actions.stream()
            .map(a -> a.dependsOn().stream().distinct().mapToInt(indexes::get).toArray())
            .toArray(int[][]::new);
    this.dependents = inverse(dependencies);
    this.order = sorted();
    this.remaining = new long[actions.size()];
    for (int i = order.length - 1; i >= 0; i--) {
      var at = order[i];
      var longest = 0L;
      for (var dependent : dependents[at]) {
        longest = Math.max(longest, remaining[dependent]);
      }
      // One more for each step: of two paths of no length, the one with more actions is longer.
      remaining[at] = longest + 1 + usual.applyAsLong(actions.get(at));
    }
  }

  /** As the kinds of a list usually take. */
  public static Schedule of(ActionList list, Function<Action, Duration> usual) {
    return new Schedule(list, action -> usual.apply(action).toMillis());
  }

  /** Where a run stands in this order. */
  public Frontier frontier(RunProgress progress, OnFailure onFailure) {
    return new Frontier(this, progress, onFailure);
  }

  /** The actions, each after those that it depends on. */
  public List<Action> topological() {
    return Arrays.stream(order).mapToObj(actions::get).toList();
  }

  private static int[][] inverse(int[][] edges) {
    var sizes = new int[edges.length];
    for (var targets : edges) {
      for (var target : targets) {
        sizes[target]++;
      }
    }
    var inverse = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    var filled = new int[edges.length];
    for (int i = 0; i < edges.length; i++) {
      for (var target : edges[i]) {
        inverse[target][filled[target]++] = i;
      }
    }
    return inverse;
  }

  private int[] sorted() {
    var order = new int[actions.size()];
    var open = new int[actions.size()];
    var free = new ArrayDeque<Integer>();
    for (int i = 0; i < open.length; i++) {
      open[i] = dependencies[i].length;
      if (open[i] == 0) {
        free.add(i);
      }
    }
    int filled = 0;
    while (!free.isEmpty()) {
      int at = free.removeFirst();
      order[filled++] = at;
      for (var dependent : dependents[at]) {
        if (--open[dependent] == 0) {
          free.add(dependent);
        }
      }
    }
    return order;
  }
}
