package io.coreautomation.db.restart;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/**
 * How often a run was started again without getting any further.
 *
 * @param count of such restarts, one after the other
 * @param turn of the run's state when the last one was made
 * @param at when the last one was made
 */
public record RestartRow(RunId runId, long count, long turn, Instant at) {
  static final RowType<RestartRow> ROW =
      RowType.of(RestartRow.class, row -> key(row.runId())).build();

  static Key key(RunId runId) {
    return new Key("RUN#" + runId, "RESTART");
  }
}
