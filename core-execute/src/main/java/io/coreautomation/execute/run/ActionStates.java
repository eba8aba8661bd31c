package io.coreautomation.execute.run;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.SettledActions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the actions of a run stand: those that may still move in the run's own document, those that
 * were settled in objects apart from it. Not thread-safe.
 */
final class ActionStates {
  /** Actions at their end, of which so many become an object of their own. */
  private static final int SETTLE_AT = 500;

  private final Map<String, ActionState> live;
  private final Map<String, ActionState> apart;
  private final List<Digest> settled;
  private final Set<String> active = new LinkedHashSet<>();
  private final Map<ActionStatus, Integer> counts = new EnumMap<>(ActionStatus.class);

  ActionStates(RunDocument head, Map<String, ActionState> apart) {
    this.live = new HashMap<>(head.actions());
    this.apart = new HashMap<>(apart);
    this.apart.keySet().removeAll(live.keySet());
    this.settled = new ArrayList<>(head.settled());
    new TreeMap<>(live).forEach(this::count);
    this.apart.forEach(this::count);
  }

  private void count(String id, ActionState state) {
    counts.merge(state.status(), 1, Integer::sum);
    if (state.status().isActive()) {
      active.add(id);
    }
  }

  ActionState get(String id) {
    var state = find(id);
    return state != null ? state : ActionState.PENDING;
  }

  private @Nullable ActionState find(String id) {
    var state = live.get(id);
    return state != null ? state : apart.get(id);
  }

  /**
   * Moves an action.
   *
   * @return whether its status is another one now
   */
  boolean put(String id, ActionState next) {
    var before = find(id);
    apart.remove(id);
    live.put(id, next);
    if (before != null) {
      counts.merge(before.status(), -1, Integer::sum);
      active.remove(id);
    }
    count(id, next);
    return (before == null ? ActionStatus.PENDING : before.status()) != next.status();
  }

  void dueNow(Predicate<ActionState> which) {
    for (var id : active) {
      if (which.test(get(id))) {
        live.put(id, get(id).dueNow());
      }
    }
  }

  /** Ids of those that are under way, in the order in which they became so. */
  List<String> active() {
    return List.copyOf(active);
  }

  int activeCount() {
    return active.size();
  }

  Map<String, Long> counts(int total) {
    var byName = new TreeMap<String, Long>();
    counts.forEach(
        (status, count) -> {
          if (count > 0) {
            byName.merge(status.name(), (long) count, Long::sum);
          }
        });
    var untouched = total - live.size() - apart.size();
    if (untouched > 0) {
      byName.merge(ActionStatus.PENDING.name(), (long) untouched, Long::sum);
    }
    return byName;
  }

  /** Those at their end that are worth an object of their own. */
  Optional<SettledActions> settling() {
    var ended = new TreeMap<String, ActionState>();
    live.forEach(
        (id, state) -> {
          if (state.status().isTerminal()) {
            ended.put(id, state);
          }
        });
    return ended.size() < SETTLE_AT ? Optional.empty() : Optional.of(new SettledActions(ended));
  }

  void settled(SettledActions actions, Digest name) {
    settled.add(name);
    apart.putAll(actions.actions());
    live.keySet().removeAll(actions.actions().keySet());
  }

  /** Those of the run's own document. */
  Map<String, ActionState> live() {
    return Map.copyOf(live);
  }

  /** The names of the objects that have the others. */
  List<Digest> settled() {
    return List.copyOf(settled);
  }
}
