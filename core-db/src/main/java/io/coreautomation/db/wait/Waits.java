package io.coreautomation.db.wait;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.RunId;

/**
 * Parks and wakes runs. The order of each protocol is what makes it safe: a wake counts first and
 * then answers the token that it finds; a turn reads the counter first and then the state; and
 * parking stores its token only if the counter still is what the turn has read. So a wake either
 * finds the token, or the parking finds the wake.
 */
public final class Waits {
  private final Tables tables;

  public Waits(Tables tables) {
    this.tables = tables;
  }

  /** The wakes so far; what a turn reads before it reads the state. */
  public long counter(RunId runId) {
    return read(runId).counter();
  }

  /** Counts a wake. Who calls answers the returned row's token, if it has one. */
  public WaitRow wake(RunId runId) {
    return tables.add(WaitRow.ROW, WaitRow.of(runId), "counter", 1);
  }

  /**
   * Stores a parked turn's token.
   *
   * @param seenCounter what {@link #counter} told the turn
   * @return false if a wake came since, or a later turn has parked: answer the token at once
   */
  public boolean park(RunId runId, long turn, String token, long seenCounter) {
    while (true) {
      var stored = tables.get(WaitRow.ROW, WaitRow.key(runId));
      var row = stored.orElseGet(() -> WaitRow.of(runId));
      if (row.counter() != seenCounter || row.turn() > turn) {
        return false;
      }
      var parked = new WaitRow(runId, seenCounter, turn, token);
      try {
        if (stored.isEmpty()) {
          tables.put(WaitRow.ROW, parked, Condition.notExists());
        } else {
          tables.put(
              WaitRow.ROW,
              parked,
              Condition.attributeEquals("counter", seenCounter),
              Condition.attributeEquals("turn", row.turn()));
        }
        return true;
      } catch (ConditionFailedException e) {
        // Somebody has woken or parked since the row was read, so each round sees a later row; the
        // counter and the turn only grow, so the rounds end.
      }
    }
  }

  private WaitRow read(RunId runId) {
    return tables.get(WaitRow.ROW, WaitRow.key(runId)).orElseGet(() -> WaitRow.of(runId));
  }
}
