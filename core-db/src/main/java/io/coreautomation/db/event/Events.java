package io.coreautomation.db.event;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.TableLimits;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of all runs. */
public final class Events {
  /** How long events are kept unless told. */
  public static final Duration KEPT = Duration.ofDays(90);

  private final Tables tables;
  private final RowType<Event> row;

  public Events(Tables tables, Duration kept) {
    this.tables = tables;
    this.row = Event.row(kept);
  }

  public Events(Tables tables) {
    this(tables, KEPT);
  }

  /** The write of one event, for a transaction with what it tells of. */
  public Write write(Event event) {
    return Write.put(row, event);
  }

  /** Records events; what is recorded already stays as it is. */
  public void record(List<Event> events) {
    var byKey = new LinkedHashMap<Key, Write>();
    for (var event : events) {
      var write = Write.put(row, event, Condition.notExists());
      byKey.putIfAbsent(write.key(), write);
    }
    var writes = List.copyOf(byKey.values());
    for (int i = 0; i < writes.size(); i += TableLimits.TRANSACTION_WRITES) {
      write(writes.subList(i, Math.min(writes.size(), i + TableLimits.TRANSACTION_WRITES)));
    }
  }

  /** The events of a run after a sort key, oldest first. */
  public List<Event> ofRun(RunId runId, @Nullable String after, int limit) {
    return merged(Query.Index.TABLE, Event.ofRun(runId), after, limit);
  }

  /** The events of all runs of just that PRN after a sort key, oldest first. */
  public List<Event> ofPrn(Prn prn, @Nullable String after, int limit) {
    return merged(Query.Index.FIRST, Event.ofPrn(prn), after, limit);
  }

  private void write(List<Write> writes) {
    var left = writes;
    while (!left.isEmpty()) {
      try {
        tables.transact(left);
        return;
      } catch (ConditionFailedException e) {
        // That one is recorded; each round has one less.
        left = left.stream().filter(write -> !write.key().equals(e.write().key())).toList();
      }
    }
  }

  private List<Event> merged(Query.Index index, String of, @Nullable String after, int limit) {
    var events = new ArrayList<Event>();
    for (int shard = 0; shard < Event.SHARDS; shard++) {
      var query = Query.of(index, Event.shard(of, shard)).limit(limit);
      events.addAll(tables.query(row, after == null ? query : query.after(after)).rows());
    }
    return events.stream().sorted(Comparator.comparing(Event::sortKey)).limit(limit).toList();
  }
}
