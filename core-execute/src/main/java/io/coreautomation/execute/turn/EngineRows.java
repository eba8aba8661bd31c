package io.coreautomation.execute.turn;

import io.coreautomation.db.budget.Budgets;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.duration.Durations;
import io.coreautomation.db.item.Items;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Waits;

/** What the registry knows that an engine works with. */
public record EngineRows(
    Runs runs,
    Waits waits,
    Commands commands,
    Locks locks,
    Items items,
    Budgets budgets,
    Durations durations) {
  public static EngineRows of(Tables tables) {
    return new EngineRows(
        new Runs(tables),
        new Waits(tables),
        new Commands(tables),
        new Locks(tables),
        new Items(tables),
        new Budgets(tables),
        new Durations(tables));
  }
}
