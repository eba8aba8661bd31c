package io.coreautomation.db.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, in order.
 *
 * @param next what to ask from for the next page; null at the end. The page after a full last one
 *     may be empty.
 */
public record Page<R>(List<R> rows, @Nullable Cursor next) {
  public Page {
    rows = List.copyOf(rows);
  }
}
