package io.coreautomation.db.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One write, alone or in a transaction. */
public sealed interface Write {
  /** Of the row that it writes. */
  Key key();

  /** All must hold. */
  List<Condition> conditions();

  /** Writes a row, in place of the one that is there. Its attributes are made once. */
  final class Put<R extends Record> implements Write {
    private final RowType<R> type;
    private final R row;
    private final Key key;
    private final List<Condition> conditions;
    private @Nullable Map<String, AttributeValue> item;

    private Put(RowType<R> type, R row, List<Condition> conditions) {
      this.type = type;
      this.row = row;
      this.key = type.key(row);
      this.conditions = conditions;
    }

    public RowType<R> type() {
      return type;
    }

    public R row() {
      return row;
    }

    @Override
    public Key key() {
      return key;
    }

    @Override
    public List<Condition> conditions() {
      return conditions;
    }

    /** All attributes of the row, key attributes included. */
    public Map<String, AttributeValue> item() {
      if (item == null) {
        item = type.item(row);
      }
      return item;
    }
  }

  /** Removes a row; one that is not there is no error. */
  record Delete(Key key, List<Condition> conditions) implements Write {
    public Delete {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Adds to a number of a row.
   *
   * @param whenAbsent tells the key; and what the stored row lacks, the number included, is taken
   *     from it
   */
  record Add<R extends Record>(RowType<R> type, R whenAbsent, String attribute, long amount)
      implements Write {
    @Override
    public Key key() {
      return type.key(whenAbsent);
    }

    @Override
    public List<Condition> conditions() {
      return List.of();
    }
  }

  static <R extends Record> Put<R> put(RowType<R> type, R row, Condition... conditions) {
    return new Put<>(type, row, List.of(conditions));
  }

  static Delete delete(Key key, Condition... conditions) {
    return new Delete(key, List.of(conditions));
  }

  static <R extends Record> Add<R> add(
      RowType<R> type, R whenAbsent, String attribute, long amount) {
    return new Add<>(type, whenAbsent, attribute, amount);
  }
}
