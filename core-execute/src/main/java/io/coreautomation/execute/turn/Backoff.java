package io.coreautomation.execute.turn;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pauses between looks at one action: decorrelated, from 5 s growing to 60 s, so that the actions
 * of a run do not all ask at once.
 */
final class Backoff {
  static final Duration SHORTEST = Duration.ofSeconds(5);
  static final Duration LONGEST = Duration.ofSeconds(60);

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
}
