package io.coreautomation.db.restart;

import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import java.util.Optional;

/** The restarts of runs. They pace who restarts; what guards a run is its row's generation. */
public final class Restarts {
  private final Tables tables;

  public Restarts(Tables tables) {
    this.tables = tables;
  }

  /** The last restart of a run, if it ever was restarted. */
  public Optional<RestartRow> last(RunId runId) {
    return tables.get(RestartRow.ROW, RestartRow.key(runId));
  }

  /**
   * Records a restart.
   *
   * @param turn of the run's state now
   * @param died whether that turn came to no end. One that did, after the last restart, begins a
   *     new count.
   */
  public void record(RunId runId, long turn, boolean died, Instant at) {
    var count =
        last(runId).filter(row -> died || row.turn() >= turn).map(RestartRow::count).orElse(0L);
    tables.put(RestartRow.ROW, new RestartRow(runId, count + 1, turn, at));
  }
}
