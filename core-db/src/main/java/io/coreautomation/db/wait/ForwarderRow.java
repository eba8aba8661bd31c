package io.coreautomation.db.wait;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.action.Target;
import java.time.Instant;

/**
 * A region of an account that an event has come from.
 *
 * @param until when it counts as silent again, unless it was heard since; the row may go then
 */
record ForwarderRow(Target target, Instant until) {
  static final String PARTITION = "FORWARDERS";

  static final RowType<ForwarderRow> ROW =
      RowType.of(ForwarderRow.class, row -> new Key(PARTITION, row.target().toString()))
          .expires(ForwarderRow::until)
          .build();
}
