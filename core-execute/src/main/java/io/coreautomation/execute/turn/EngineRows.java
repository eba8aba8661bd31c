package io.coreautomation.execute.turn;

import io.coreautomation.db.budget.Budgets;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.duration.Durations;
import io.coreautomation.db.item.Items;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Forwarders;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.action.Target;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the registry knows that an engine works with.
 *
 * @param forwarders whose events reach us, as it is when it is asked
 */
public record EngineRows(
    Runs runs,
    Waits waits,
    Commands commands,
    Locks locks,
    Items items,
    Budgets budgets,
    Durations durations,
    WaitNews news,
    ResourceWaits resources,
    Supplier<Predicate<Target>> forwarders) {
  /** Where events come from is known by those that came. */
  public static EngineRows of(Tables tables) {
    var forwarders = new Forwarders(tables);
    return of(tables, () -> forwarders.all()::contains);
  }

  public static EngineRows of(Tables tables, Supplier<Predicate<Target>> forwarders) {
    return new EngineRows(
        new Runs(tables),
        new Waits(tables),
        new Commands(tables),
        new Locks(tables),
        new Items(tables),
        new Budgets(tables),
        new Durations(tables),
        new WaitNews(tables),
        new ResourceWaits(tables),
        forwarders);
  }
}
