package io.coreautomation.db.account;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;

/**
 * An account as it is kept.
 *
 * @param ordinal its place in the order of registration
 */
record AccountRow(Account account, long ordinal) {
  static final String PARTITION = "ACCOUNTS";
  static final RowType<AccountRow> ROW =
      RowType.of(AccountRow.class, row -> key(row.account().name())).build();

  static Key key(String name) {
    return new Key(PARTITION, name);
  }

  /** The name under which an id is registered: ids are unique, as names are. */
  record ById(String id, String name) {
    static final RowType<ById> ROW = RowType.of(ById.class, row -> key(row.id())).build();

    static Key key(String id) {
      return new Key("ACCOUNT_IDS", id);
    }
  }

  /** How many were registered so far. */
  record Count(long count) {
    static final RowType<Count> ROW =
        RowType.of(Count.class, row -> new Key("COUNTERS", "ACCOUNTS")).build();
  }
}
