package io.coreautomation.deployspec.part;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Where a list is cut. Actions on which many others hang, such as the end of a wave or a network
 * that every account refers to, are <b>joints</b>: they stay outside of the parts. Without them a
 * fleet falls into many small groups, which are kept whole and packed into parts. A group that is
 * longer than a part even so is cut along the order of its actions.
 *
 * <p>Each action has a stage, the number of joints before it at most; no part spans two. An action
 * goes to the latest stage at which nothing waits for it, so that it stands with those that follow.
 */
final class Cut {
  /** Fewer neighbours make no joint: a chain has two. */
  private static final int FEWEST = 3;

  private static final int OUTSIDE = -1;

  private final Order order;
  private final int limit;

  /** Of each action: the number of its part, or {@link #OUTSIDE}. */
  private final int[] partOf;

  private final List<List<Integer>> parts = new ArrayList<>();

  /**
   * Cuts.
   *
   * @param limit the most actions of a part
   * @param apart actions that are joints whatever hangs on them
   */
  Cut(Order order, int limit, Iterable<Integer> apart) {
    this.order = order;
    this.limit = limit;
    this.partOf = new int[order.size];
    Arrays.fill(partOf, OUTSIDE);
    var fixed = new boolean[order.size];
    apart.forEach(at -> fixed[at] = true);
    pack(grouped(fixed));
  }

  /** The actions of each part, in the order of the list. */
  List<List<Integer>> parts() {
    return parts;
  }

  /** Whether an action stays outside of all parts. */
  boolean isOutside(int at) {
    return partOf[at] == OUTSIDE;
  }

  /** The number of an action's part. */
  int part(int at) {
    return partOf[at];
  }

  /** A group of actions that hang together, and its stage. */
  private record Group(int stage, List<Integer> actions) {}

  /** As few joints as it takes; if none are enough, those that were asked for. */
  private List<Group> grouped(boolean[] fixed) {
    var busiest =
        IntStream.range(0, order.size)
            .filter(at -> !fixed[at] && order.degree(at) >= FEWEST)
            .boxed()
            .sorted(Comparator.comparingInt(order::degree).reversed().thenComparing(i -> i))
            .limit(limit / 2)
            .toList();
    var least = groups(fixed);
    var groups = least;
    for (int count = 1; isTooLarge(groups) && count < 2 * busiest.size(); count *= 2) {
      var joints = fixed.clone();
      busiest.stream().limit(count).forEach(at -> joints[at] = true);
      groups = groups(joints);
    }
    return isTooLarge(groups) ? least : groups;
  }

  private boolean isTooLarge(List<Group> groups) {
    return groups.stream().anyMatch(group -> group.actions().size() > limit);
  }

  private List<Group> groups(boolean[] joints) {
    var stages = stages(joints);
    var root = IntStream.range(0, order.size).toArray();
    for (int at = 0; at < order.size; at++) {
      for (var dependency : order.dependencies[at]) {
        if (!joints[at] && !joints[dependency] && stages[at] == stages[dependency]) {
          join(root, at, dependency);
        }
      }
    }
    var byRoot = new TreeMap<Integer, Group>();
    for (int at = 0; at < order.size; at++) {
      if (!joints[at]) {
        var stage = stages[at];
        byRoot
            .computeIfAbsent(find(root, at), r -> new Group(stage, new ArrayList<>()))
            .actions()
            .add(at);
      }
    }
    return List.copyOf(byRoot.values());
  }

  private int[] stages(boolean[] joints) {
    var stages = new int[order.size];
    for (var at : order.topological) {
      for (var dependency : order.dependencies[at]) {
        stages[at] = Math.max(stages[at], stages[dependency] + (joints[dependency] ? 1 : 0));
      }
    }
    for (int i = order.size - 1; i >= 0; i--) {
      var at = order.topological[i];
      if (!joints[at] && order.dependents[at].length > 0) {
        stages[at] = Arrays.stream(order.dependents[at]).map(d -> stages[d]).min().orElseThrow();
      }
    }
    return stages;
  }

  /** The root of a group is its first action in the list. */
  private static void join(int[] root, int a, int b) {
    var one = find(root, a);
    var other = find(root, b);
    root[Math.max(one, other)] = Math.min(one, other);
  }

  private static int find(int[] root, int at) {
    var top = at;
    while (root[top] != top) {
      root[top] = root[root[top]];
      top = root[top];
    }
    return top;
  }

  private void pack(List<Group> groups) {
    var byStage = new TreeMap<Integer, List<List<Integer>>>();
    for (var group : groups) {
      byStage.computeIfAbsent(group.stage(), s -> new ArrayList<>()).add(group.actions());
    }
    byStage.values().forEach(this::packStage);
  }

  /** Groups of one stage do not wait for each other: they are dealt out evenly. */
  private void packStage(List<List<Integer>> groups) {
    var small = groups.stream().filter(group -> group.size() <= limit).toList();
    var total = small.stream().mapToInt(List::size).sum();
    var wanted = (total + limit - 1) / limit;
    var open = new ArrayList<Integer>();
    for (var group : small) {
      if (open.size() + group.size() > limit || open.size() * wanted >= total) {
        close(open);
      }
      open.addAll(group);
    }
    close(open);
    groups.stream().filter(group -> group.size() > limit).forEach(this::slice);
  }

  private void slice(List<Integer> group) {
    var members = new HashSet<>(group);
    var sorted = Arrays.stream(order.topological).filter(members::contains).boxed().toList();
    for (int i = 0; i < sorted.size(); i += limit) {
      close(new ArrayList<>(sorted.subList(i, Math.min(sorted.size(), i + limit))));
    }
  }

  private void close(List<Integer> open) {
    if (!open.isEmpty()) {
      var part = open.stream().sorted().toList();
      part.forEach(at -> partOf[at] = parts.size());
      parts.add(part);
      open.clear();
    }
  }
}
