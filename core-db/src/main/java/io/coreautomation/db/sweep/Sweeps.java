package io.coreautomation.db.sweep;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Tables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where sweeps of long lists go on. Of two at a time the last one's word stands: something is
 * looked at twice then, or a round later.
 */
public final class Sweeps {
  private final Tables tables;

  public Sweeps(Tables tables) {
    this.tables = tables;
  }

  /** Where the next sweep of a list begins; nothing for its beginning. */
  public Optional<Cursor> place(String list) {
    return tables.get(SweepRow.ROW, SweepRow.key(list)).map(SweepRow::next);
  }

  /**
   * Says where the next sweep begins.
   *
   * @param next null for the list's beginning
   */
  public void leave(String list, @Nullable Cursor next) {
    if (next == null) {
      tables.delete(SweepRow.key(list));
    } else {
      tables.put(SweepRow.ROW, new SweepRow(list, next));
    }
  }
}
