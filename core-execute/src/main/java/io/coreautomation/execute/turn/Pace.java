package io.coreautomation.execute.turn;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.db.budget.Budget;
import io.coreautomation.db.budget.Budgets;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the calls of a turn within what AWS has let through lately. Where nothing was slowed down
 * it holds nothing back. STS is asked once an account, before the first call there, and its budget
 * holds back just those. A call counts once, however many requests its kind makes: the budget
 * learns by itself what that comes to.
 */
final class Pace {
  /** At the least so much lies between two turns: what may be done in it is done at once. */
  private static final Duration BURST = Duration.ofSeconds(5);

  private static final String STS = "sts";

  private final Budgets budgets;
  private final Kinds kinds;
  private final EngineDoors doors;
  private final Instant began;
  private final Map<Target, List<Bucket>> buckets = new HashMap<>();
  private final Map<Target, Integer> calls = new HashMap<>();
  private final Function<Target, AccessScope> scopes;
  private final Set<String> entered = new HashSet<>();
  private @Nullable Bucket sessions;
  private @Nullable Instant heldUntil;

  /**
   * @param scopes in which the run works in a place
   */
  Pace(Budgets budgets, EngineDoors doors, Function<Target, AccessScope> scopes) {
    this.budgets = budgets;
    this.scopes = scopes;
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
    var enters = enters(target);
    var limits = limits(action, target, enters);
    for (var bucket : limits) {
      var wait = bucket.fill(now);
      if (wait != null) {
        heldUntil = Backoff.earlier(heldUntil, wait);
        return false;
      }
    }
    limits.forEach(Bucket::take);
    calls.merge(target, 1, Integer::sum);
    if (enters) {
      entered.add(target.account());
    }
    return true;
  }

  /** Whether a call in a place is the one for which STS is asked. */
  private boolean enters(Target target) {
    return !entered.contains(target.account()) && !doors.access().isOpen(scopes.apply(target));
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
    var home = service.equals(STS);
    var spent = Duration.between(began, now);
    var over = spent.compareTo(BURST) < 0 ? BURST : spent;
    var made = home ? entered.size() : calls.getOrDefault(target, 0);
    var budget =
        budgets.slowed(
            home ? Budget.PLATFORM : target.account(),
            home ? Budget.PLATFORM : target.region(),
            service,
            made * 60_000.0 / over.toMillis(),
            now);
    put(new Bucket(budget, now).emptied());
  }

  private boolean isKnown(Target target, String service, Instant now) {
    return Stream.concat(
            buckets.getOrDefault(target, List.of()).stream(), Stream.ofNullable(sessions))
        .map(bucket -> bucket.budget)
        .anyMatch(budget -> budget.service().equals(service) && budget.tellsOf(now));
  }

  private List<Bucket> limits(Action action, Target target, boolean enters) {
    var known = buckets.get(target);
    if (known == null) {
      return enters && sessions != null ? List.of(sessions) : List.of();
    }
    var services = kinds.handler(action.kind()).describe().services();
    return Stream.concat(
            known.stream().filter(b -> services.contains(b.budget.service())),
            enters ? Stream.ofNullable(sessions) : Stream.empty())
        .toList();
  }

  private void put(Bucket bucket) {
    var budget = bucket.budget;
    if (budget.service().equals(STS)) {
      sessions = bucket;
      return;
    }
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
