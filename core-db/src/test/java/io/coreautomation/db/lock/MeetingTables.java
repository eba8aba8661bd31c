package io.coreautomation.db.lock;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Tables in which somebody else comes in between what one has read and what one writes then. */
final class MeetingTables implements Tables {
  private final Tables tables = new InMemoryTables();
  private final Queue<Runnable> meetings = new ArrayDeque<>();
  private boolean met;

  /** What somebody else does just before the next transaction, one for each. */
  void beforeWrites(Runnable meeting) {
    meetings.add(meeting);
  }

  /** Forgets who has not come. */
  void nobodyElse() {
    meetings.clear();
  }

  @Override
  public <R extends Record> Optional<R> get(RowType<R> type, Key key) {
    return tables.get(type, key);
  }

  @Override
  public <R extends Record> void put(RowType<R> type, R row, Condition... conditions) {
    tables.put(type, row, conditions);
  }

  @Override
  public void delete(Key key, Condition... conditions) {
    tables.delete(key, conditions);
  }

  @Override
  public <R extends Record> R add(RowType<R> type, R whenAbsent, String attribute, long amount) {
    return tables.add(type, whenAbsent, attribute, amount);
  }

  @Override
  public <R extends Record> Page<R> query(RowType<R> type, Query query) {
    return tables.query(type, query);
  }

  @Override
  public void transact(List<Write> writes) {
    var meeting = met ? null : meetings.poll();
    if (meeting != null) {
      met = true; // nobody comes in between what comes in between
      meeting.run();
      met = false;
    }
    tables.transact(writes);
  }
}
