package io.coreautomation.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time, for people. */
public final class Elapsed {
  private Elapsed() {}

  /** {@code 0.3 s}, {@code 2m 10s}, {@code 1h 05m}. */
  public static String text(Duration time) {
    var tenths = (time.toMillis() + 50) / 100;
    if (tenths < 600) {
      return String.format(Locale.ROOT, "%d.%d s", tenths / 10, tenths % 10);
    }
    var seconds = (time.toMillis() + 500) / 1000;
    return seconds < 3600
        ? String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%dh %02dm", seconds / 3600, seconds / 60 % 60);
  }
}
