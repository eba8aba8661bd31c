package io.coreautomation.db.wait;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.action.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which regions of which accounts forward their events to us, known by the events that came: what
 * is under way there is looked at seldom. Nobody has to say where forwarding is set up, and a
 * region where it is taken down is polled again after a while. Thread-safe.
 */
public final class Forwarders {
  /** Of silence, after which a region counts as one that forwards nothing. */
  private static final Duration KEPT = Duration.ofDays(14);

  /** An event sooner than that after the one that was noted is not noted. */
  private static final Duration NOTED_EVERY = Duration.ofDays(1);

  private final Tables tables;
  private final Map<Target, Instant> noted = new ConcurrentHashMap<>();

  public Forwarders(Tables tables) {
    this.tables = tables;
  }

  /** An event has come from there. */
  public void heard(Target target, Instant now) {
    var last = noted.get(target);
    if (last == null || last.plus(NOTED_EVERY).isBefore(now)) {
      tables.put(ForwarderRow.ROW, new ForwarderRow(target, now.plus(KEPT)));
      noted.put(target, now);
    }
  }

  /** Where events come from. */
  public Set<Target> all() {
    var targets = new HashSet<Target>();
    @Nullable Cursor next = null;
    do {
      var page = tables.query(ForwarderRow.ROW, Query.of(ForwarderRow.PARTITION).from(next));
      page.rows().forEach(row -> targets.add(row.target()));
      next = page.next();
    } while (next != null);
    return targets;
  }
}
