package io.coreautomation.simulator.rds;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was changed of an instance since its stack made it; values by the names of RDS's API.
 *
 * @param values those that have taken effect
 * @param coming those that take effect a while after {@code askedAt}
 * @param deferred those that wait for the maintenance window, which never comes here
 */
record Instance(
    Map<String, String> values,
    Map<String, String> coming,
    Map<String, String> deferred,
    @Nullable Instant askedAt) {
  private static final Duration UNNOTICED = Duration.ofSeconds(5);
  private static final Duration TAKES = Duration.ofMinutes(1);

  static final Instance UNCHANGED = new Instance(Map.of(), Map.of(), Map.of(), null);

  /** Right after the call, an instance is still available, as RDS's are. */
  boolean isBusyAt(Instant now) {
    return askedAt != null
        && !now.isBefore(askedAt.plus(UNNOTICED))
        && now.isBefore(askedAt.plus(TAKES));
  }

  private boolean isDoneAt(Instant now) {
    return askedAt != null && !now.isBefore(askedAt.plus(TAKES));
  }

  Map<String, String> valuesAt(Instant now) {
    return isDoneAt(now) ? both(values, coming) : values;
  }

  Map<String, String> pendingAt(Instant now) {
    return isDoneAt(now) ? deferred : both(deferred, coming);
  }

  /** Asked for more: some of it at once, some in the maintenance window. */
  Instance with(Map<String, String> atOnce, Map<String, String> later, Instant now) {
    return new Instance(
        valuesAt(now),
        isDoneAt(now) ? atOnce : both(coming, atOnce),
        both(deferred, later),
        atOnce.isEmpty() ? askedAt : now);
  }

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    var both = new TreeMap<>(one);
    both.putAll(other);
    return both;
  }
}
