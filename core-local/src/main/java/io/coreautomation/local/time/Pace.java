package io.coreautomation.local.time;

import java.time.Duration;
import java.util.regex.Pattern;

/** How fast a world's time goes by. */
public sealed interface Pace {
  Pace INSTANT = new Instant();
  Pace REAL = new Scaled(1);

  /** Time stands still while somebody works, and jumps when all wait. */
  record Instant() implements Pace {}

  /**
   * Time goes by evenly.
   *
   * @param factor seconds of the world in one of ours
   */
  record Scaled(long factor) implements Pace {
    public Scaled {
      if (factor < 1 || factor > 1_000_000) {
        throw new IllegalArgumentException("a pace is between x1 and x1000000, not x" + factor);
      }
    }

    Duration worldTime(Duration ours) {
      return ours.multipliedBy(factor);
    }

    /** Rounded up, so that who has waited so long is not too early. */
    Duration ours(Duration worldTime) {
      return worldTime.plusNanos(factor - 1).dividedBy(factor);
    }
  }

  /**
   * Reads {@code instant}, {@code real}, or a factor such as {@code x60}.
   *
   * @throws IllegalArgumentException with the words that are known
   */
  static Pace parse(String text) {
    var factor = Pattern.compile("[x×]([1-9][0-9]{0,6})").matcher(text);
    if (factor.matches()) {
      return new Scaled(Long.parseLong(factor.group(1)));
    }
    return switch (text) {
      case "instant" -> INSTANT;
      case "real" -> REAL;
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is not a pace: use instant, real, or a factor such as x60");
    };
  }
}
