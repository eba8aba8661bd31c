package io.coreautomation.db.budget;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast each run may call a service in an account and region. AWS throttles by account, region
 * and service, whoever calls; so all runs read the same row, and each has the same share. Only what
 * was slowed down has a budget. It grows by the clock alone, so nobody has to write that all is
 * well, and it is forgotten when nothing was slowed down for long.
 *
 * @param account and {@code region}; {@link #PLATFORM} for both where roles are assumed
 * @param perMinute calls of one run a minute, at the time of the last throttle
 * @param slowedAt that time, of the world
 */
public record Budget(
    String account, String region, String service, long perMinute, Instant slowedAt, long version) {
  /**
   * In place of an account and a region: STS slows the platform down where it asks for sessions,
   * which is at home, whatever account they are of.
   */
  public static final String PLATFORM = "platform";

  /** The least that is allowed: a run must always get on. */
  static final long LEAST = 6;

  /** Calls a minute that are added each minute: the additive increase. */
  static final long GROWTH = 60;

  /** Throttles within it tell of the same congestion: they do not slow down once more. */
  static final Duration CONGESTION = Duration.ofSeconds(10);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  static final String PARTITION = "BUDGETS";
  static final RowType<Budget> ROW =
      RowType.of(Budget.class, row -> key(row.account(), row.region(), row.service()))
          .expires(row -> row.slowedAt().plus(FORGOTTEN_AFTER))
          .build();

  static Key key(String account, String region, String service) {
    return new Key(PARTITION, account + "#" + region + "#" + service);
  }

  /** What one run may call a minute now. */
  public double allowed(Instant now) {
    return perMinute + GROWTH * Math.max(0, age(now).toMillis()) / 60_000.0;
  }

  /** Whether it still counts. */
  public boolean isLive(Instant now) {
    return age(now).compareTo(FORGOTTEN_AFTER) < 0;
  }

  /** Whether a throttle now belongs to the one that it already tells of. */
  public boolean tellsOf(Instant now) {
    return age(now).compareTo(CONGESTION) < 0;
  }

  private Duration age(Instant now) {
    return Duration.between(slowedAt, now);
  }
}
