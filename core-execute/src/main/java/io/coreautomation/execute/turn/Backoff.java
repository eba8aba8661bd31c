package io.coreautomation.execute.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pauses between looks at one action: decorrelated, from 5 s growing to 60 s, so that the actions
 * of a run do not all ask at once.
 */
final class Backoff {
  static final Duration SHORTEST = Duration.ofSeconds(5);
  static final Duration LONGEST = Duration.ofSeconds(60);

  /** Where an event is to come: what the loss of one costs at most. */
  static final Duration SELDOM = Duration.ofMinutes(10);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The pause after {@code last}: a random time between the shortest and three times the last. */
  Duration after(@Nullable Duration last) {
    if (last == null) {
      return SHORTEST;
    }
    var highest = Math.min(LONGEST.toMillis(), last.toMillis() * 3);
    return Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), highest + 1));
  }

  /** The pause before a look that an event is to forestall: at least twice the usual duration. */
  Duration seldom(Duration usual) {
    var shortest = Math.min(SELDOM.toMillis(), usual.toMillis() * 2);
    return Duration.ofMillis(random.nextLong(shortest, SELDOM.toMillis() + 1));
  }

  /** The pause before a look that has nothing to see until {@code at}. */
  static Duration until(Instant at, Instant now) {
    var left = Duration.between(now, at);
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }

  /** The earlier of two times, of which either may be none. */
  static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b != null && b.isBefore(a) ? b : a;
  }
}
