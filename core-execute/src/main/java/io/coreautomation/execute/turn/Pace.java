package io.coreautomation.execute.turn;

import io.coreautomation.db.budget.Budget;
import io.coreautomation.db.budget.Budgets;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the calls of a turn within what AWS has let through lately. Where nothing was slowed down
 * it holds nothing back. A call counts once, however many requests its kind makes: the budget
 * learns by itself what that comes to.
 */
final class Pace {
  /** At the least so much lies between two turns: what may be done in it is done at once. */
  private static final Duration BURST = Duration.ofSeconds(5);

  private final Budgets budgets;
  private final Kinds kinds;
  private final EngineDoors doors;
  private final Instant began;
  private final Map<Target, List<Bucket>> buckets = new HashMap<>();
  private final Map<Target, Integer> calls = new HashMap<>();
  private @Nullable Instant heldUntil;

  Pace(Budgets budgets, EngineDoors doors) {
    this.budgets = budgets;
    this.kinds = doors.kinds();
    this.doors = doors;
    this.began = doors.world().now();
    for (var budget : budgets.live(began)) {
      put(new Bucket(budget, began));
    }
  }

  /** Whether a call about an action may be made now; one that may not is to be tried later. */
  boolean admits(Action action) {
    var target = action.target();
    if (target == null) {
      return true;
    }
    var now = doors.world().now();
    var limits = limits(action, target);
    for (var bucket : limits) {
      var wait = bucket.fill(now);
      if (wait != null) {
        heldUntil = Backoff.earlier(heldUntil, wait);
        return false;
      }
    }
    limits.forEach(Bucket::take);
    calls.merge(target, 1, Integer::sum);
    return true;
  }

  /** When the first of the calls that were held back may be made; null if none was. */
  @Nullable Instant heldUntil() {
    return heldUntil;
  }

  /** Forgets what was held back: all is asked for anew. */
  void again() {
    heldUntil = null;
  }

  /** AWS has slowed down a call about an action. */
  void throttled(Action action, String service) {
    var target = action.target();
    var now = doors.world().now();
    if (target == null || isKnown(target, service, now)) {
      return;
    }
    var spent = Duration.between(began, now);
    var over = spent.compareTo(BURST) < 0 ? BURST : spent;
    var seen = calls.getOrDefault(target, 0) * 60_000.0 / over.toMillis();
    var budget = budgets.slowed(target.account(), target.region(), service, seen, now);
    put(new Bucket(budget, now).emptied());
  }

  private boolean isKnown(Target target, String service, Instant now) {
    return buckets.getOrDefault(target, List.of()).stream()
        .map(bucket -> bucket.budget)
        .anyMatch(budget -> budget.service().equals(service) && budget.tellsOf(now));
  }

  private List<Bucket> limits(Action action, Target target) {
    var known = buckets.get(target);
    if (known == null) {
      return List.of();
    }
    var services = kinds.handler(action.kind()).describe().services();
    return known.stream().filter(b -> services.contains(b.budget.service())).toList();
  }

  private void put(Bucket bucket) {
    var budget = bucket.budget;
    var known =
        buckets.computeIfAbsent(
            new Target(budget.account(), budget.region()), target -> new ArrayList<>());
    known.removeIf(other -> other.budget.service().equals(budget.service()));
    known.add(bucket);
  }

  /** What may be called at once, and how fast that comes back. */
  private static final class Bucket {
    private final Budget budget;
    private Instant at;
    private double calls;

    Bucket(Budget budget, Instant now) {
      this.budget = budget;
      this.at = now;
      this.calls = most(now);
    }

    Bucket emptied() {
      calls = 0;
      return this;
    }

    /** Fills up; returns when there is enough for a call, null if there is now. */
    @Nullable Instant fill(Instant now) {
      var perMilli = budget.allowed(now) / 60_000;
      calls =
          Math.min(most(now), calls + Math.max(0, Duration.between(at, now).toMillis()) * perMilli);
      at = now;
      return calls >= 1 ? null : now.plusMillis((long) Math.ceil((1 - calls) / perMilli));
    }

    void take() {
      calls--;
    }

    private double most(Instant now) {
      return Math.max(1, budget.allowed(now) * BURST.toMillis() / 60_000);
    }
  }
}
