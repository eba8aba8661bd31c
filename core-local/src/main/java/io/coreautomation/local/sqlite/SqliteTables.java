package io.coreautomation.local.sqlite;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.ItemJson;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.Sum;
import io.coreautomation.db.table.TableLimits;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tables in an SQLite file: a row is the JSON of the same attributes that DynamoDB would hold,
 * beside its keys, so that there is one mapping. Several processes may open one file; a writer
 * waits for the other.
 */
public final class SqliteTables implements Tables, AutoCloseable {
  private final SqliteFile<SqliteRows> file;

  private SqliteTables(SqliteFile<SqliteRows> file) {
    this.file = file;
  }

  /**
   * Opens a file, and makes it if it is not there. Its folder must be.
   *
   * @param now the time of the wall: rows whose time to live is over then are removed
   */
  public static SqliteTables open(Path file, Instant now) {
    var tables = opened("jdbc:sqlite:" + file.toAbsolutePath());
    tables.file.write(rows -> rows.deleteExpired(now.getEpochSecond()));
    return tables;
  }

  /** Rows that are gone when this is closed. */
  public static SqliteTables inMemory() {
    return opened("jdbc:sqlite::memory:");
  }

  private static SqliteTables opened(String url) {
    return new SqliteTables(SqliteFile.open(url, SqliteRows.LAYOUT, SqliteRows::new));
  }

  @Override
  public <R extends Record> Optional<R> get(RowType<R> type, Key key) {
    return file.read(rows -> rows.get(key)).map(type::parse);
  }

  @Override
  public <R extends Record> void put(RowType<R> type, R row, Condition... conditions) {
    transact(List.of(Write.put(type, row, conditions)));
  }

  @Override
  public void delete(Key key, Condition... conditions) {
    transact(List.of(Write.delete(key, conditions)));
  }

  @Override
  public <R extends Record> R add(RowType<R> type, R whenAbsent, String attribute, long amount) {
    var add = Write.add(type, whenAbsent, attribute, amount);
    TableLimits.check(add);
    return type.row(file.write(rows -> add(rows, add)));
  }

  @Override
  public <R extends Record> Page<R> query(RowType<R> type, Query query) {
    var found = file.read(rows -> rows.query(query));
    var page = found.stream().map(type::parse).toList();
    return new Page<>(
        page,
        found.size() < query.limit() ? null : SqliteRows.after(found.getLast(), query.index()));
  }

  @Override
  public void transact(List<Write> writes) {
    TableLimits.check(writes);
    file.write(
        rows -> {
          for (int i = 0; i < writes.size(); i++) {
            check(rows, i, writes.get(i));
          }
          for (var write : writes) {
            switch (write) {
              case Write.Put<?> put -> rows.put(put.item());
              case Write.Delete delete -> rows.delete(delete.key());
              case Write.Add<?> add -> add(rows, add);
            }
          }
          return writes.size();
        });
  }

  @Override
  public void close() {
    file.close();
  }

  private static void check(SqliteRows rows, int index, Write write) {
    if (!write.conditions().isEmpty()) {
      var stored = rows.get(write.key()).map(ItemJson::item).orElse(null);
      if (!write.conditions().stream().allMatch(condition -> condition.holds(stored))) {
        throw new ConditionFailedException(index, write);
      }
    }
  }

  private static Map<String, AttributeValue> add(SqliteRows rows, Write.Add<?> add) {
    var sum = Sum.of(add, rows.get(add.key()).map(ItemJson::item).orElse(null));
    rows.put(sum);
    return sum;
  }
}
