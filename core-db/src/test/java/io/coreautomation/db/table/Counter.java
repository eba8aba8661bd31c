package io.coreautomation.db.table;

/** A counter that knows when it began. */
public record Counter(String name, long count, String since) {
  static final RowType<Counter> ROW =
      RowType.of(Counter.class, row -> new Key("counter", row.name())).build();
}
