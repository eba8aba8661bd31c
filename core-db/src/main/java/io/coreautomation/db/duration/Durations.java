package io.coreautomation.db.duration;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long actions take, as runs have seen it. */
public final class Durations {
  /** Of one kind; where more are asked for, all of the kind are read. */
  private static final int READ_ONE_BY_ONE = 25;

  private final Tables tables;

  public Durations(Tables tables) {
    this.tables = tables;
  }

  /** How long actions of these likenesses took; what nobody has seen is left out. */
  public Map<Likeness, Duration> of(Collection<Likeness> likenesses) {
    var byKind = new HashMap<String, Set<Likeness>>();
    likenesses.forEach(l -> byKind.computeIfAbsent(l.kind(), k -> new HashSet<>()).add(l));
    var learned = new HashMap<Likeness, Duration>();
    byKind.forEach(
        (kind, wanted) -> {
          if (wanted.size() <= READ_ONE_BY_ONE) {
            wanted.forEach(l -> row(l).ifPresent(row -> put(learned, row)));
          } else {
            all(kind, wanted, learned);
          }
        });
    return learned;
  }

  /**
   * Takes in how long actions of a likeness took, of world time. What several runs learn at the
   * same time may be lost but for one: an estimate is not worth a fight.
   */
  public void learn(Likeness likeness, LongSummaryStatistics millis, Instant now) {
    var known = row(likeness);
    var next =
        known
            .map(row -> row.with(millis, now))
            .orElseGet(() -> LearnedDuration.first(likeness, millis, now));
    try {
      tables.put(
          LearnedDuration.ROW,
          next,
          known.map(row -> Condition.versionIs(row.version())).orElseGet(Condition::notExists));
    } catch (ConditionFailedException e) {
      // Another run has just learned the same.
    }
  }

  private Optional<LearnedDuration> row(Likeness likeness) {
    return tables.get(LearnedDuration.ROW, LearnedDuration.key(likeness));
  }

  private void all(String kind, Set<Likeness> wanted, Map<Likeness, Duration> learned) {
    @Nullable Cursor next = null;
    do {
      var page =
          tables.query(LearnedDuration.ROW, Query.of(LearnedDuration.partition(kind)).from(next));
      page.rows().stream()
          .filter(row -> wanted.contains(row.likeness()))
          .forEach(r -> put(learned, r));
      next = page.next();
    } while (next != null);
  }

  private static void put(Map<Likeness, Duration> learned, LearnedDuration row) {
    learned.put(row.likeness(), Duration.ofMillis(row.millis()));
  }
}
