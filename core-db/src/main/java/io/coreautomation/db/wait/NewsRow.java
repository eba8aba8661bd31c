package io.coreautomation.db.wait;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/**
 * Something that a run waits for, and that has come to rest.
 *
 * @param about its id in AWS
 * @param until when nobody needs to know it any more; the row may go then
 */
record NewsRow(RunId runId, String about, Instant until) {
  static final RowType<NewsRow> ROW =
      RowType.of(NewsRow.class, row -> key(row.runId(), row.about()))
          .expires(NewsRow::until)
          .build();

  static final String PREFIX = "NEWS#";

  static Key key(RunId runId, String about) {
    return new Key(partition(runId), PREFIX + about);
  }

  static String partition(RunId runId) {
    return "WAIT#" + runId;
  }
}
