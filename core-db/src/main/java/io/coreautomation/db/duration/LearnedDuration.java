package io.coreautomation.db.duration;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import java.time.Duration;
import java.time.Instant;
import java.util.LongSummaryStatistics;

/**
 * How long actions of a likeness take: a mean in which the newest weigh most.
 *
 * @param millis the mean, of world time
 * @param samples it was made of
 */
record LearnedDuration(
    String kind, String material, long millis, long samples, Instant learnedAt, long version) {
  /** As many samples weigh at most: more would keep a mean from following what changes. */
  private static final long MEMORY = 20;

  /** A template that nobody has deployed for so long is forgotten. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(180);

  static final RowType<LearnedDuration> ROW =
      RowType.of(LearnedDuration.class, row -> key(row.likeness()))
          .expires(row -> row.learnedAt().plus(FORGOTTEN_AFTER))
          .build();

  static Key key(Likeness likeness) {
    return new Key(partition(likeness.kind()), "=" + likeness.material());
  }

  static String partition(String kind) {
    return "DURATION#" + kind;
  }

  static LearnedDuration first(Likeness likeness, LongSummaryStatistics took, Instant now) {
    return new LearnedDuration(
        likeness.kind(),
        likeness.material(),
        Math.round(took.getAverage()),
        took.getCount(),
        now,
        1);
  }

  LearnedDuration with(LongSummaryStatistics took, Instant now) {
    var weight = Math.min(samples, MEMORY);
    return new LearnedDuration(
        kind,
        material,
        Math.round((millis * (double) weight + took.getSum()) / (weight + took.getCount())),
        samples + took.getCount(),
        now,
        version + 1);
  }

  Likeness likeness() {
    return new Likeness(kind, material);
  }
}
