package io.coreautomation.framework.action;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds cycles among dependencies. Iterative: a list may have 10,000 actions in one chain. */
public final class Cycles {
  private Cycles() {}

  static Optional<List<String>> first(Map<String, Action> byId) {
    return first(
        byId.keySet(),
        id -> {
          var action = byId.get(id);
          return action == null ? List.of() : action.dependsOn();
        });
  }

  /**
   * The first cycle found, as a path whose last element is its first again.
   *
   * @param edges from a name to those it depends on; names outside {@code names} are ignored
   */
  public static Optional<List<String>> first(
      Collection<String> names, Function<String, ? extends Collection<String>> edges) {
    var known = new HashMap<String, Boolean>(); // false while on the path, true when done
    for (var start : names) {
      if (known.containsKey(start)) {
        continue;
      }
      Deque<String> path = new ArrayDeque<>();
      Deque<Iterator<String>> open = new ArrayDeque<>();
      path.addLast(start);
      open.addLast(edges.apply(start).stream().map(String.class::cast).iterator());
      known.put(start, false);
      while (!open.isEmpty()) {
        if (!open.getLast().hasNext()) {
          known.put(path.removeLast(), true);
          open.removeLast();
          continue;
        }
        var next = open.getLast().next();
        var seen = known.get(next);
        if (seen == null) {
          if (names.contains(next)) {
            known.put(next, false);
            path.addLast(next);
            open.addLast(edges.apply(next).stream().map(String.class::cast).iterator());
          }
        } else if (!seen) {
          var cycle = new ArrayList<>(path);
          var begin = cycle.indexOf(next);
          var found = new ArrayList<>(cycle.subList(begin, cycle.size()));
          found.add(next);
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }
}
