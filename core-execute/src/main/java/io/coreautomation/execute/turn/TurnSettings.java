package io.coreautomation.execute.turn;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How turns behave in a place.
 *
 * @param holder names this process in claims
 * @param isDead tells holders whose process is known to be gone, so that their claims need not be
 *     waited out
 * @param turnTime how long a turn starts new work, of wall time
 * @param maxParallel actions under way at a time, unless a task asks for fewer
 * @param handOverAt history events of an execution after which the next one goes on
 */
public record TurnSettings(
    String holder, Predicate<String> isDead, Duration turnTime, int maxParallel, long handOverAt) {

  /**
   * Step Functions ends an execution at 25,000 events; the margin is for retries that are not
   * counted.
   */
  public static final long HAND_OVER_AT = 20_000;

  /** In Lambda: claims end by their time. */
  public static TurnSettings lambda(String holder) {
    return new TurnSettings(holder, other -> false, Duration.ofMinutes(2), 500, HAND_OVER_AT);
  }
}
