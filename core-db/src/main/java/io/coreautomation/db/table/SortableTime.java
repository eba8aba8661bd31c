package io.coreautomation.db.table;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as sort keys: of one length, so that their texts sort as they do. */
public final class SortableTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private SortableTime() {}

  /** {@code 2026-01-01T00:00:00.000000000Z}; {@link Instant#toString} leaves out zeros. */
  public static String text(Instant time) {
    return FORM.format(time);
  }
}
