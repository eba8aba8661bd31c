package io.coreautomation.db.sweep;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;

/**
 * Where a sweep of a list goes on.
 *
 * @param list its name
 */
record SweepRow(String list, Cursor next) {
  static final RowType<SweepRow> ROW = RowType.of(SweepRow.class, row -> key(row.list())).build();

  static Key key(String list) {
    return new Key("SWEEP", list);
  }
}
