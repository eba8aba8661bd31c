package io.coreautomation.db.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tables in a map: a fake for the tests of modules that cannot see the embedded implementation. It
 * passes the contract suite, as the real ones do.
 */
public final class InMemoryTables implements Tables {
  private static final Comparator<String> UTF_8 =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final Map<Key, Map<String, AttributeValue>> rows = new HashMap<>();
  private int reads;

  /** How often somebody has asked for rows. */
  public synchronized int reads() {
    return reads;
  }

  @Override
  public synchronized <R extends Record> Optional<R> get(RowType<R> type, Key key) {
    reads++;
    return Optional.ofNullable(rows.get(key)).map(type::row);
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
  public synchronized <R extends Record> R add(
      RowType<R> type, R whenAbsent, String attribute, long amount) {
    var write = Write.add(type, whenAbsent, attribute, amount);
    transact(List.of(write));
    return type.row(rows.get(write.key()));
  }

  @Override
  public synchronized void transact(List<Write> writes) {
    TableLimits.check(writes);
    for (int i = 0; i < writes.size(); i++) {
      var write = writes.get(i);
      var stored = rows.get(write.key());
      if (!write.conditions().stream().allMatch(condition -> condition.holds(stored))) {
        throw new ConditionFailedException(i, write);
      }
    }
    writes.forEach(this::apply);
  }

  private void apply(Write write) {
    switch (write) {
      case Write.Put<?> put -> rows.put(put.key(), put.item());
      case Write.Delete delete -> rows.remove(delete.key());
      case Write.Add<?> add -> rows.put(add.key(), Sum.of(add, rows.get(add.key())));
    }
  }

  @Override
  public synchronized <R extends Record> Page<R> query(RowType<R> type, Query query) {
    reads++;
    var index = query.index();
    Comparator<Map<String, AttributeValue>> order =
        Comparator.comparing(row -> text(row, index.sortAttribute()), UTF_8);
    order =
        order
            .thenComparing(row -> text(row, RowType.PARTITION), UTF_8)
            .thenComparing(row -> text(row, RowType.SORT), UTF_8);
    var sorted = query.descending() ? order.reversed() : order;
    var place = new LinkedHashMap<String, AttributeValue>();
    if (query.cursor() != null) {
      query.cursor().keys().forEach((name, key) -> place.put(name, AttributeValue.fromS(key)));
    }
    var found =
        rows.values().stream()
            .filter(row -> row.containsKey(index.partitionAttribute()))
            .filter(row -> text(row, index.partitionAttribute()).equals(query.partition()))
            .filter(row -> matches(query.sort(), text(row, index.sortAttribute())))
            .sorted(sorted)
            .filter(row -> place.isEmpty() || sorted.compare(row, place) > 0)
            .limit(query.limit())
            .toList();
    var next = found.size() < query.limit() ? null : cursor(index, found.getLast());
    var page = new ArrayList<R>();
    found.forEach(row -> page.add(type.row(row)));
    return new Page<>(page, next);
  }

  private static boolean matches(Query.Sort sort, String key) {
    return switch (sort) {
      case Query.Sort.Any _ -> true;
      case Query.Sort.Prefix(String prefix) -> key.startsWith(prefix);
      case Query.Sort.After(String from) -> UTF_8.compare(key, from) > 0;
      case Query.Sort.Before(String to) -> UTF_8.compare(key, to) < 0;
    };
  }

  private static Cursor cursor(Query.Index index, Map<String, AttributeValue> row) {
    var keys = new LinkedHashMap<String, String>();
    for (var name :
        List.of(
            RowType.PARTITION, RowType.SORT, index.partitionAttribute(), index.sortAttribute())) {
      keys.put(name, text(row, name));
    }
    return new Cursor(keys);
  }

  private static String text(Map<String, AttributeValue> row, String attribute) {
    return row.get(attribute).s();
  }
}
