package io.coreautomation.db.wait;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.RunId;
import org.jspecify.annotations.Nullable;

/**
 * How a run waits.
 *
 * @param counter of the wakes so far
 * @param turn the one that parked last; 0 if none has
 * @param token the task token that wakes it; null if it has not parked yet
 */
public record WaitRow(RunId runId, long counter, long turn, @Nullable String token) {
  static final RowType<WaitRow> ROW = RowType.of(WaitRow.class, row -> key(row.runId())).build();

  static Key key(RunId runId) {
    return new Key(NewsRow.partition(runId), "WAIT");
  }

  /** Of a run that nobody has woken and that has not parked. */
  static WaitRow of(RunId runId) {
    return new WaitRow(runId, 0, 0, null);
  }
}
