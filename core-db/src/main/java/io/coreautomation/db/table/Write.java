package io.coreautomation.db.table;

import java.util.List;

/** One write, alone or in a transaction. */
public sealed interface Write {
  /** Of the row that it writes. */
  Key key();

  /** All must hold. */
  List<Condition> conditions();

  /** Writes a row, in place of the one that is there. */
  record Put<R extends Record>(RowType<R> type, R row, List<Condition> conditions)
      implements Write {
    public Put {
      conditions = List.copyOf(conditions);
    }

    @Override
    public Key key() {
      return type.key(row);
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
