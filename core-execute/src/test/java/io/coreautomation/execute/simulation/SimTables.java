package io.coreautomation.execute.simulation;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.Sum;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows in a map, behind the gate: they are kept as the records they are, which makes a seed cheap.
 * Attributes are worked out only where a condition or an index asks for them.
 */
final class SimTables implements Tables {
  private final Gate gate;
  private final Map<Key, Row<?>> rows = new HashMap<>();

  private record Row<R extends Record>(RowType<R> type, R record) {
    Key key() {
      return type.key(record);
    }

    Map<String, AttributeValue> item() {
      return type.item(record);
    }

    String attribute(String name) {
      var value = item().get(name);
      return value == null ? "" : value.s();
    }
  }

  SimTables(Gate gate) {
    this.gate = gate;
  }

  @Override
  public <R extends Record> Optional<R> get(RowType<R> type, Key key) {
    return gate.call(
        Gate.Door.TABLE,
        false,
        () -> Optional.ofNullable(rows.get(key)).map(row -> type.type().cast(row.record())));
  }

  @Override
  public <R extends Record> void put(RowType<R> type, R row, Condition... conditions) {
    write(List.of(Write.put(type, row, conditions)), conditions.length > 0);
  }

  @Override
  public void delete(Key key, Condition... conditions) {
    write(List.of(Write.delete(key, conditions)), conditions.length > 0);
  }

  @Override
  public <R extends Record> R add(RowType<R> type, R whenAbsent, String attribute, long amount) {
    return gate.call(
        Gate.Door.TABLE,
        true,
        () -> {
          var write = Write.add(type, whenAbsent, attribute, amount);
          apply(write);
          return type.type().cast(Objects.requireNonNull(rows.get(write.key())).record());
        });
  }

  @Override
  public void transact(List<Write> writes) {
    // The client of AWS gives each transaction a token: its repetition is the same transaction.
    write(writes, false);
  }

  private void write(List<Write> writes, boolean meetsItself) {
    gate.call(
        Gate.Door.TABLE,
        true,
        () -> {
          for (int i = 0; i < writes.size(); i++) {
            var write = writes.get(i);
            var stored = rows.get(write.key());
            if (!write.conditions().stream().allMatch(c -> holds(c, stored))) {
              throw new ConditionFailedException(i, write);
            }
          }
          writes.forEach(this::apply);
          if (meetsItself && gate.ownWriteMet()) {
            throw new ConditionFailedException(0, writes.getFirst());
          }
          return true;
        });
  }

  private static boolean holds(Condition condition, @Nullable Row<?> stored) {
    return condition instanceof Condition.NotExists
        ? stored == null
        : condition.holds(stored == null ? null : stored.item());
  }

  private void apply(Write write) {
    switch (write) {
      case Write.Put<?> put -> rows.put(put.key(), row(put));
      case Write.Delete delete -> rows.remove(delete.key());
      case Write.Add<?> add -> rows.put(add.key(), sum(add));
    }
  }

  private static <R extends Record> Row<R> row(Write.Put<R> put) {
    return new Row<>(put.type(), put.row());
  }

  private <R extends Record> Row<R> sum(Write.Add<R> add) {
    var stored = rows.get(add.key());
    var item = Sum.of(add, stored == null ? null : stored.item());
    return new Row<>(add.type(), add.type().row(item));
  }

  @Override
  public <R extends Record> Page<R> query(RowType<R> type, Query query) {
    if (query.cursor() != null) {
      throw new UnsupportedOperationException("no world has more rows than a page");
    }
    return gate.call(
        Gate.Door.TABLE,
        false,
        () -> {
          var order = Comparator.comparing((Row<?> row) -> sort(row, query.index()));
          return new Page<>(
              rows.entrySet().stream()
                  .filter(e -> partition(e, query.index()).equals(query.partition()))
                  .map(Map.Entry::getValue)
                  .filter(row -> matches(query.sort(), sort(row, query.index())))
                  .sorted(query.descending() ? order.reversed() : order)
                  .limit(query.limit())
                  .map(row -> type.type().cast(row.record()))
                  .toList(),
              null);
        });
  }

  private static String partition(Map.Entry<Key, Row<?>> entry, Query.Index index) {
    return index == Query.Index.TABLE
        ? entry.getKey().partition()
        : entry.getValue().attribute(index.partitionAttribute());
  }

  private static String sort(Row<?> row, Query.Index index) {
    return index == Query.Index.TABLE ? row.key().sort() : row.attribute(index.sortAttribute());
  }

  private static boolean matches(Query.Sort sort, String key) {
    return switch (sort) {
      case Query.Sort.Any _ -> true;
      case Query.Sort.Prefix(String prefix) -> key.startsWith(prefix);
      case Query.Sort.After(String from) -> key.compareTo(from) > 0;
      case Query.Sort.Before(String to) -> key.compareTo(to) < 0;
    };
  }
}
