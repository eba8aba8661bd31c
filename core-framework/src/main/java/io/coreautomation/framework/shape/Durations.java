package io.coreautomation.framework.shape;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lengths of time as people write them. */
public final class Durations {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

  private Durations() {}

  /**
   * Reads {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d} or ISO 8601; nothing if it is none of
   * these.
   */
  public static Optional<Duration> parse(String text) {
    var match = SHORT.matcher(text);
    if (match.matches()) {
      var count = Long.parseLong(match.group(1));
      return Optional.of(
          switch (match.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }
    try {
      var parsed = Duration.parse(text);
      return parsed.isNegative() ? Optional.empty() : Optional.of(parsed);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** For people: {@code 450 ms}, {@code 6.1 s}, {@code 2m 10s}, {@code 1h 02m}. */
  public static String text(Duration duration) {
    var millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (duration.toHours() < 1) {
      return String.format(
          java.util.Locale.ROOT, "%dm %02ds", duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(
        java.util.Locale.ROOT, "%dh %02dm", duration.toHours(), duration.toMinutesPart());
  }
}
