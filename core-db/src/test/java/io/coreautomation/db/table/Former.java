package io.coreautomation.db.table;

/** What an older release knew of a {@link Sample}. */
public record Former(String group, String name, long version) {
  static final RowType<Former> ROW =
      RowType.of(Former.class, row -> new Key(row.group(), row.name())).build();
}
