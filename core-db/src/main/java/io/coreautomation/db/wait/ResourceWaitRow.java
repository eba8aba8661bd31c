package io.coreautomation.db.wait;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/**
 * One action's wait for a resource.
 *
 * @param until when the action gives up; the row may go then
 */
record ResourceWaitRow(AwsResource resource, RunId runId, String action, Instant until) {
  static final RowType<ResourceWaitRow> ROW =
      RowType.of(ResourceWaitRow.class, row -> key(row.resource(), row.runId(), row.action()))
          .expires(ResourceWaitRow::until)
          .build();

  static Key key(AwsResource resource, RunId runId, String action) {
    return new Key(partition(resource), runId + "#" + action);
  }

  static String partition(AwsResource resource) {
    return "WAIT#" + resource.service() + "#" + resource.id();
  }
}
