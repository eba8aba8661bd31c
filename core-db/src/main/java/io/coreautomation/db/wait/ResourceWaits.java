package io.coreautomation.db.wait;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which runs wait for which resources of AWS. For events that name no run: those of CloudFormation
 * do, by the token. Rows of the table, never of an index: an index lags, and would lose the event
 * of a resource that ends at once.
 */
public final class ResourceWaits {
  private final Tables tables;

  public ResourceWaits(Tables tables) {
    this.tables = tables;
  }

  /**
   * Has an action wait for a resource, as soon as the resource's id is known. Repeatable.
   *
   * @param until when the action gives up: a row that nobody has removed goes then
   * @return true if the row is new. The resource's event may have come before the row was there:
   *     who is told so looks at the resource once more before the run parks.
   */
  public boolean expect(AwsResource resource, RunId runId, String action, Instant until) {
    try {
      tables.put(
          ResourceWaitRow.ROW,
          new ResourceWaitRow(resource, runId, action, until),
          Condition.notExists());
      return true;
    } catch (ConditionFailedException e) {
      return false; // an earlier turn wrote it, before it died perhaps
    }
  }

  /** Ends an action's wait; one that is not there is no error. */
  public void done(AwsResource resource, RunId runId, String action) {
    tables.delete(ResourceWaitRow.key(resource, runId, action));
  }

  /** The runs to wake when a resource has come to rest. */
  public Set<RunId> waiting(AwsResource resource) {
    var runs = new TreeSet<RunId>(java.util.Comparator.comparing(RunId::text));
    @Nullable Cursor next = null;
    do {
      var page =
          tables.query(
              ResourceWaitRow.ROW, Query.of(ResourceWaitRow.partition(resource)).from(next));
      page.rows().forEach(row -> runs.add(row.runId()));
      next = page.next();
    } while (next != null);
    return runs;
  }
}
