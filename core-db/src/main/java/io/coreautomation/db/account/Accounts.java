package io.coreautomation.db.account;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered accounts. */
public final class Accounts {
  private final Tables tables;

  public Accounts(Tables tables) {
    this.tables = tables;
  }

  /** By name or by id. */
  public Optional<Account> find(String nameOrId) {
    var name =
        tables
            .get(AccountRow.ById.ROW, AccountRow.ById.key(nameOrId))
            .map(AccountRow.ById::name)
            .orElse(nameOrId);
    return row(name).map(AccountRow::account);
  }

  /** All, in the order of their registration. */
  public List<Account> all() {
    var rows = new ArrayList<AccountRow>();
    @Nullable Cursor cursor = null;
    do {
      var page = tables.query(AccountRow.ROW, Query.of(AccountRow.PARTITION).from(cursor));
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    return rows.stream()
        .sorted(Comparator.comparingLong(AccountRow::ordinal))
        .map(AccountRow::account)
        .toList();
  }

  /** Those of an organizational unit and of what is below it, in the order of registration. */
  public List<Account> inOu(String unit) {
    return all().stream().filter(account -> account.isInOu(unit)).toList();
  }

  /**
   * Registers an account, or changes the one of that name or of that id, which keeps its place.
   *
   * @throws ProblemException if somebody else changes the account at the same time
   */
  public void register(Account account) {
    var old = row(account.name());
    if (old.isPresent() && old.get().account().equals(account)) {
      return;
    }
    var owner = tables.get(AccountRow.ById.ROW, AccountRow.ById.key(account.id()));
    var former =
        owner
            .map(AccountRow.ById::name)
            .filter(name -> !name.equals(account.name()))
            .flatMap(this::row);
    var ordinal = old.or(() -> former).map(AccountRow::ordinal).orElseGet(this::next);
    var writes = new ArrayList<Write>();
    writes.add(Write.put(AccountRow.ROW, new AccountRow(account, ordinal), unchanged(old)));
    writes.add(
        Write.put(
            AccountRow.ById.ROW,
            new AccountRow.ById(account.id(), account.name()),
            owner
                .map(row -> Condition.attributeEquals("name", row.name()))
                .orElse(Condition.notExists())));
    former.ifPresent(
        row -> writes.add(Write.delete(AccountRow.key(row.account().name()), unchanged(former))));
    old.map(row -> row.account().id())
        .filter(id -> !id.equals(account.id()))
        .ifPresent(id -> writes.add(Write.delete(AccountRow.ById.key(id))));
    try {
      tables.transact(writes);
    } catch (ConditionFailedException e) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.CONFLICT,
              "the account '" + account.name() + "' was registered by somebody else just now",
              "Try again."),
          e);
    }
  }

  private static Condition unchanged(Optional<AccountRow> read) {
    return read.map(row -> Condition.attributeEquals("account", row.account()))
        .orElse(Condition.notExists());
  }

  private long next() {
    return tables.add(AccountRow.Count.ROW, new AccountRow.Count(0), "count", 1).count();
  }

  private Optional<AccountRow> row(String name) {
    return tables.get(AccountRow.ROW, AccountRow.key(name));
  }
}
