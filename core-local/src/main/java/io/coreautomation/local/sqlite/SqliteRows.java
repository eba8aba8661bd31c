package io.coreautomation.local.sqlite;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.ItemJson;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The statements of the one table; each is a step of a transaction that its caller holds. */
final class SqliteRows {
  /** What makes the table where it is not there. */
  static final List<String> LAYOUT =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS rows (
            pk TEXT NOT NULL, sk TEXT NOT NULL,
            gsi1pk TEXT, gsi1sk TEXT, gsi2pk TEXT, gsi2sk TEXT,
            ttl INTEGER, item TEXT NOT NULL,
            PRIMARY KEY (pk, sk)) WITHOUT ROWID\
          """,
          "CREATE INDEX IF NOT EXISTS gsi1 ON rows (gsi1pk, gsi1sk, pk, sk)"
              + " WHERE gsi1pk IS NOT NULL",
          "CREATE INDEX IF NOT EXISTS gsi2 ON rows (gsi2pk, gsi2sk, pk, sk)"
              + " WHERE gsi2pk IS NOT NULL",
          "CREATE INDEX IF NOT EXISTS expiry ON rows (ttl) WHERE ttl IS NOT NULL");

  private static final List<String> KEYS =
      List.of("pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk");

  private final Connection connection;

  /** By their text, of which there are few: to prepare one costs as much as to run it. */
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  SqliteRows(Connection connection) {
    this.connection = connection;
  }

  /** A row, as {@link ItemJson} writes it. */
  Optional<String> get(Key key) {
    return items("SELECT item FROM rows WHERE pk = ? AND sk = ?", values(key)).stream().findFirst();
  }

  void put(Map<String, AttributeValue> item) {
    var values = new ArrayList<@Nullable Object>();
    for (var name : KEYS) {
      var value = item.get(name);
      values.add(value == null ? null : value.s());
    }
    var ttl = item.get(RowType.TTL);
    values.add(ttl == null ? null : Long.valueOf(ttl.n()));
    values.add(ItemJson.text(item));
    run("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values);
  }

  void delete(Key key) {
    run("DELETE FROM rows WHERE pk = ? AND sk = ?", values(key));
  }

  /** How many there were. */
  int deleteExpired(long epochSecond) {
    return run("DELETE FROM rows WHERE ttl < ?", List.of(epochSecond));
  }

  /** Rows, as {@link ItemJson} writes them. */
  List<String> query(Query query) {
    var index = query.index();
    var sort = index.sortAttribute();
    var sql = new StringBuilder("SELECT item FROM rows WHERE " + index.partitionAttribute());
    sql.append(" = ?");
    var values = new ArrayList<@Nullable Object>(List.of(query.partition()));
    switch (query.sort()) {
      case Query.Sort.Any _ -> {}
      case Query.Sort.Prefix(String prefix) -> {
        // Neither LIKE nor GLOB: they have wildcards, and LIKE folds case.
        sql.append(" AND ").append(sort).append(" >= ?");
        sql.append(" AND substr(").append(sort).append(", 1, ?) = ?");
        values.add(prefix);
        values.add(prefix.codePointCount(0, prefix.length()));
        values.add(prefix);
      }
      case Query.Sort.After(String from) -> {
        sql.append(" AND ").append(sort).append(" > ?");
        values.add(from);
      }
      case Query.Sort.Before(String to) -> {
        sql.append(" AND ").append(sort).append(" < ?");
        values.add(to);
      }
    }
    if (query.cursor() != null) {
      sql.append(" AND (").append(sort).append(", pk, sk) ");
      sql.append(query.descending() ? "<" : ">").append(" (?, ?, ?)");
      values.add(query.cursor().key(sort));
      values.add(query.cursor().key(RowType.PARTITION));
      values.add(query.cursor().key(RowType.SORT));
    }
    var order = query.descending() ? " DESC" : "";
    sql.append(" ORDER BY ").append(sort).append(order);
    sql.append(", pk").append(order).append(", sk").append(order).append(" LIMIT ?");
    values.add(query.limit());
    return items(sql.toString(), values);
  }

  /** What to ask from for the rows after this one. */
  static Cursor after(String row, Query.Index index) {
    var item = ItemJson.item(row);
    var keys = new HashMap<String, String>();
    for (var name :
        List.of(
            RowType.PARTITION, RowType.SORT, index.partitionAttribute(), index.sortAttribute())) {
      var value = item.get(name);
      if (value != null) {
        keys.put(name, value.s());
      }
    }
    return new Cursor(keys);
  }

  private static List<@Nullable Object> values(Key key) {
    return List.of(key.partition(), key.sort());
  }

  private List<String> items(String sql, List<@Nullable Object> values) {
    var items = new ArrayList<String>();
    try (var found = statement(sql, values).executeQuery()) {
      while (found.next()) {
        items.add(found.getString(1));
      }
      return items;
    } catch (SQLException e) {
      throw new SqliteException(e);
    }
  }

  private int run(String sql, List<@Nullable Object> values) {
    try {
      return statement(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw new SqliteException(e);
    }
  }

  private PreparedStatement statement(String sql, List<@Nullable Object> values)
      throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }
}
