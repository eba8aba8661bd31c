package io.coreautomation.execute.child;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Clock;
import java.util.function.Consumer;

/** The runs that actions of other runs are carried out by. Thread-safe. */
public final class ChildRuns {
  final Runs runs;
  final Commands commands;
  final ObjectStore store;
  final RunStateStore states;
  final Consumer<RunId> delivery;
  final Clock wall;

  /**
   * @param delivery starts the execution of a run that has none, and brings it what was asked of it
   */
  public ChildRuns(Tables tables, ObjectStore store, Consumer<RunId> delivery, Clock wall) {
    this.runs = new Runs(tables);
    this.commands = new Commands(tables);
    this.store = store;
    this.states = new RunStateStore(store);
    this.delivery = delivery;
    this.wall = wall;
  }

  /**
   * The run of one action.
   *
   * @param task what it does: one that looks is another than the one that works
   */
  public ChildRun of(RunId parent, String action, TaskVerb task) {
    return new StoredChildRun(this, parent, action, task);
  }

  /** The id of that run. */
  public static RunId id(RunId parent, String action, TaskVerb task) {
    return RunId.named(parent + "\n" + action + "\n" + task.label());
  }
}
