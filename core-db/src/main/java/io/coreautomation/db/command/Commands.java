package io.coreautomation.db.command;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of runs. A command waits until the run's turn has applied it; who requests one
 * wakes the run.
 */
public final class Commands {
  private final Tables tables;

  public Commands(Tables tables) {
    this.tables = tables;
  }

  /**
   * Asks something of a run, once.
   *
   * @return false if a command of that id was requested before, applied or not: it stays as it was
   */
  public boolean request(Command command) {
    var taken = new CommandRows.Taken(command.runId(), command.id());
    try {
      tables.transact(
          List.of(
              Write.put(CommandRows.Taken.ROW, taken, Condition.notExists()),
              Write.put(CommandRows.Pending.ROW, new CommandRows.Pending(command))));
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  /** What the run has not applied yet, in the order of time and id; sees every request answered. */
  public List<Command> pending(RunId runId) {
    return all(CommandRows.Pending.ROW, runId, CommandRows.PENDING).stream()
        .map(CommandRows.Pending::command)
        .toList();
  }

  /**
   * The runs that have commands to apply, who waits longest first; one that has many may be on more
   * than one page. It may lag: for who looks after runs that nobody woke.
   *
   * @param limit of commands that a page is made of
   */
  public Page<RunId> waiting(int limit, @Nullable Cursor cursor) {
    var query = Query.of(Query.Index.SECOND, CommandRows.ALL).limit(limit).from(cursor);
    var page = tables.query(CommandRows.Pending.ROW, query);
    return new Page<>(
        page.rows().stream().map(row -> row.command().runId()).distinct().toList(), page.next());
  }

  /**
   * Takes a command as applied, in one transaction. Repeated after a crash, the first outcome
   * stays.
   *
   * @param outcome what became of it, in words
   */
  public void applied(Command command, String outcome, Instant when) {
    try {
      tables.transact(
          List.of(
              Write.put(
                  CommandRows.Applied.ROW,
                  new CommandRows.Applied(command, outcome, when),
                  Condition.notExists()),
              Write.delete(CommandRows.key(command, CommandRows.PENDING))));
    } catch (ConditionFailedException e) {
      // An earlier call got through, and took it from the pending ones with the same write.
    }
  }

  /** What the run has applied, in the order in which it was requested. */
  public List<AppliedCommand> history(RunId runId) {
    return all(CommandRows.Applied.ROW, runId, CommandRows.APPLIED).stream()
        .map(CommandRows.Applied::answer)
        .toList();
  }

  private <R extends Record> List<R> all(RowType<R> type, RunId runId, String prefix) {
    var found = new ArrayList<R>();
    var query = Query.of(CommandRows.partition(runId)).beginningWith(prefix);
    @Nullable Cursor next = null;
    do {
      var page = tables.query(type, query.from(next));
      found.addAll(page.rows());
      next = page.next();
    } while (next != null);
    return found;
  }
}
