package io.coreautomation.db.lock;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.RowType;
import io.coreautomation.db.table.SortableTime;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/**
 * A run's place at a name. The holder and those in line are rows of one partition, holder first, so
 * that one read tells who is in front.
 *
 * @param owner an attribute of its own, as releasing is conditional on it
 */
record LockRow(String name, Place place, RunId owner, Prn prn, String principal, Instant since) {
  static final String PARTITION = "LOCKS";

  /** Where a run stands; the order of the texts is the order of the rows. */
  enum Place {
    HELD,
    WAITER
  }

  static final RowType<LockRow> ROW =
      RowType.of(LockRow.class, LockRow::key)
          .second(row -> row.place() == Place.HELD ? new Key(PARTITION, row.name()) : null)
          .build();

  static LockRow of(Lock lock, Place place) {
    return new LockRow(
        lock.name(), place, lock.owner(), lock.prn(), lock.principal(), lock.since());
  }

  Lock lock() {
    return new Lock(name, owner, prn, principal, since);
  }

  static Query line(String name) {
    return Query.of(partition(name));
  }

  static Key holder(String name) {
    return new Key(partition(name), Place.HELD.name());
  }

  Key key() {
    return place == Place.HELD
        ? holder(name)
        : new Key(partition(name), Place.WAITER + "#" + SortableTime.text(since) + "#" + owner);
  }

  private static String partition(String name) {
    return "LOCK#" + name;
  }

  /** The same place, found by the run that has it: never by an index, which may lag. */
  record OfRun(LockRow row) {
    static final RowType<OfRun> ROW =
        RowType.of(OfRun.class, of -> key(of.row().owner(), of.row().place(), of.row().name()))
            .build();

    static Query all(RunId runId, Place place) {
      return Query.of(partition(runId)).beginningWith(place + "#");
    }

    static Key key(RunId runId, Place place, String name) {
      return new Key(partition(runId), place + "#" + name);
    }

    private static String partition(RunId runId) {
      return "RUN#" + runId + "#LOCKS";
    }
  }
}
