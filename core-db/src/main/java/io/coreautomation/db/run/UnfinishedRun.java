package io.coreautomation.db.run;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.SortableTime;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/**
 * A row that is there as long as its run is not at its end, so that who looks after those reads no
 * history.
 */
record UnfinishedRun(RunId runId, Instant requestedAt) {
  static final String PARTITION = "UNFINISHED";
  static final RowType<UnfinishedRun> ROW =
      RowType.of(UnfinishedRun.class, row -> key(row.runId(), row.requestedAt())).build();

  static UnfinishedRun of(RunRow run) {
    return new UnfinishedRun(run.runId(), run.requestedAt());
  }

  static Key key(RunRow run) {
    return key(run.runId(), run.requestedAt());
  }

  private static Key key(RunId runId, Instant requestedAt) {
    return new Key(PARTITION, SortableTime.text(requestedAt) + "#" + runId);
  }
}
