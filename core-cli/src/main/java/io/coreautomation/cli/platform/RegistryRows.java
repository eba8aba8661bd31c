package io.coreautomation.cli.platform;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Tables;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What verbs read from the rows of a registry, whoever has the world. */
record RegistryRows(Tables tables) {
  private static final int UNFINISHED = 200;
  private static final int WAITERS = 100;

  RunRow find(String digits) {
    return new Runs(tables).find(digits);
  }

  /** One that has begun says so by an output; the id of one that has not got that far is known. */
  Optional<RunId> part(RunId whole, RunView.ActionView action) {
    var told = action.outputs().get("run");
    var runs = new Runs(tables);
    return told == null
        ? runs.get(whole).flatMap(row -> ChildRuns.find(runs, row, action.id())).map(RunRow::runId)
        : Optional.of(RunId.parse(told));
  }

  List<RunRow> newest(int limit) {
    return new Runs(tables).newest(limit, null).rows();
  }

  List<RunRow> unfinished() {
    return new Runs(tables).unfinished(UNFINISHED, null).rows();
  }

  List<Account> accounts() {
    return new Accounts(tables).all();
  }

  boolean isAsked(RunId run) {
    return !new Commands(tables).pending(run).isEmpty();
  }

  Optional<String> outcome(Command command) {
    return new Commands(tables)
        .history(command.runId()).stream()
            .filter(applied -> applied.command().id().equals(command.id()))
            .map(AppliedCommand::outcome)
            .findFirst();
  }

  List<Lock> locks() {
    var found = new ArrayList<Lock>();
    @Nullable Cursor next = null;
    do {
      var page = new Locks(tables).all(1_000, next);
      found.addAll(page.rows());
      next = page.next();
    } while (next != null);
    return found;
  }

  List<Lock> waiters(String lock) {
    return new Locks(tables).waiters(lock, WAITERS);
  }
}
