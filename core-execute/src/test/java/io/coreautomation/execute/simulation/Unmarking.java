package io.coreautomation.execute.simulation;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import java.util.List;
import java.util.Optional;

/** Tables in which no command is ever taken from those that wait. */
record Unmarking(Tables tables) implements Tables {
  @Override
  public void transact(List<Write> writes) {
    if (writes.stream().noneMatch(Write.Delete.class::isInstance)) {
      tables.transact(writes);
    }
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
}
