package io.coreautomation.db.lock;

import io.coreautomation.db.lock.LockRow.OfRun;
import io.coreautomation.db.lock.LockRow.Place;
import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.TableLimits;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.table.Write;
import io.coreautomation.framework.coordinates.RunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names that one run holds at a time. A lock belongs to a run and never ends by time, as a parked
 * run has nobody who could renew it: it is free when the run, or an operator, releases it.
 */
public final class Locks {
  /** A name costs four writes at most: lock and place in line, each by name and by run. */
  static final int NAMES_AT_ONCE = TableLimits.TRANSACTION_WRITES / 4;

  private final Tables tables;

  public Locks(Tables tables) {
    this.tables = tables;
  }

  /**
   * Takes all of these names, or says who is in front. Names that the run holds already are fine,
   * and its place in line goes with the lock that it waited for.
   *
   * <p>Up to {@value #NAMES_AT_ONCE} names are all or nothing. More are taken in that many at once,
   * in the order of the names, which keeps two runs from waiting for each other; if some of the
   * later ones are refused, the run holds the earlier ones, and the caller decides whether to wait
   * with them or to release them.
   *
   * <p>A newcomer is refused while somebody else stands in line, even if the name is free.
   */
  public Acquisition acquire(Collection<String> names, Claimant claimant) {
    var sorted = List.copyOf(new TreeSet<>(names));
    for (int i = 0; i < sorted.size(); i += NAMES_AT_ONCE) {
      var refused =
          acquireAtOnce(sorted.subList(i, Math.min(sorted.size(), i + NAMES_AT_ONCE)), claimant);
      if (refused.isPresent()) {
        return new Acquisition.HeldBy(refused.get());
      }
    }
    return new Acquisition.Held();
  }

  /**
   * Takes all of these names, as {@link #acquire} does; if it is refused, the claimant stands in
   * line for the first of the foreign ones. It is tried once more from there, as the lock may have
   * been released, and nobody woken, between the refusal and the place in line.
   */
  public Acquisition acquireOrWait(Collection<String> names, Claimant claimant) {
    var acquisition = acquire(names, claimant);
    if (acquisition instanceof Acquisition.HeldBy(Lock lock)) {
      waitFor(lock.name(), claimant);
      return acquire(names, claimant);
    }
    return acquisition;
  }

  /**
   * Stands in line for a name; who stands there keeps the place. Callers MUST try to {@link
   * #acquire} once more before they sleep.
   */
  public void waitFor(String name, Claimant claimant) {
    var row = LockRow.of(claimant.on(name), Place.WAITER);
    try {
      tables.transact(
          List.of(
              Write.put(OfRun.ROW, new OfRun(row), Condition.notExists()),
              Write.put(LockRow.ROW, row)));
    } catch (ConditionFailedException e) {
      // It stands in line since an earlier call.
    }
  }

  /**
   * Releases those of the names that the run holds.
   *
   * @return the runs that are first in line for them, for the caller to wake; if nobody does, they
   *     find the lock free when they look next
   */
  public Set<RunId> release(Collection<String> names, RunId runId) {
    var sorted = List.copyOf(new TreeSet<>(names));
    for (int i = 0; i < sorted.size(); i += NAMES_AT_ONCE) {
      releaseAtOnce(sorted.subList(i, Math.min(sorted.size(), i + NAMES_AT_ONCE)), runId);
    }
    var first = new LinkedHashSet<RunId>();
    for (var name : sorted) {
      waiters(name, 1).forEach(waiter -> first.add(waiter.owner()));
    }
    first.remove(runId);
    return first;
  }

  /**
   * Releases all that the run holds and takes it out of every line. A run that is over MUST have
   * done this.
   *
   * @return the runs that are first in line now, for the caller to wake
   */
  public Set<RunId> releaseAll(RunId runId) {
    var left = leave(runId);
    var names = new TreeSet<>(left);
    ofRun(runId).forEach(lock -> names.add(lock.name()));
    return release(names, runId);
  }

  /**
   * Takes the run out of every line, as one that is suspended or over must not keep others back.
   *
   * @return the names that it stood in line for
   */
  public Set<String> leave(RunId runId) {
    return leave(runId, Set.of());
  }

  /**
   * Takes the run out of the lines in which nothing of it stands any more.
   *
   * @param kept names for which it still stands in line
   * @return the runs that are first in the lines that it has left, for the caller to wake
   */
  public Set<RunId> leaveAllBut(Set<String> kept, RunId runId) {
    return release(leave(runId, kept), runId);
  }

  private Set<String> leave(RunId runId, Set<String> kept) {
    var names = new TreeSet<String>();
    for (var row : places(runId, Place.WAITER)) {
      if (kept.contains(row.name())) {
        continue;
      }
      tables.transact(
          List.of(
              Write.delete(row.key()), Write.delete(OfRun.key(runId, Place.WAITER, row.name()))));
      names.add(row.name());
    }
    return names;
  }

  /** Who holds a name. */
  public Optional<Lock> holder(String name) {
    return tables.get(LockRow.ROW, LockRow.holder(name)).map(LockRow::lock);
  }

  /** Who stands in line for a name, first come first. */
  public List<Lock> waiters(String name, int limit) {
    return tables
        .query(LockRow.ROW, LockRow.line(name).beginningWith(Place.WAITER + "#").limit(limit))
        .rows()
        .stream()
        .map(LockRow::lock)
        .toList();
  }

  /** What a run holds, in the order of names. */
  public List<Lock> ofRun(RunId runId) {
    return places(runId, Place.HELD).stream().map(LockRow::lock).toList();
  }

  /** What a run stands in line for, in the order of names. */
  public List<Lock> waitingOf(RunId runId) {
    return places(runId, Place.WAITER).stream().map(LockRow::lock).toList();
  }

  /** All locks that are held, in the order of names; what was taken just now may be missing. */
  public Page<Lock> all(int limit, @Nullable Cursor cursor) {
    var page =
        tables.query(
            LockRow.ROW, Query.of(Query.Index.SECOND, LockRow.PARTITION).limit(limit).from(cursor));
    return new Page<>(page.rows().stream().map(LockRow::lock).toList(), page.next());
  }

  /** Takes the names, or returns the first foreign lock. */
  private Optional<Lock> acquireAtOnce(List<String> names, Claimant claimant) {
    while (true) {
      var writes = new ArrayList<Write>();
      for (var name : names) {
        var front = tables.query(LockRow.ROW, LockRow.line(name).limit(2)).rows();
        if (front.isEmpty()) {
          take(name, claimant).forEach(writes::add);
          continue;
        }
        var first = front.getFirst();
        if (!first.owner().equals(claimant.runId())) {
          return Optional.of(first.lock());
        }
        if (first.place() == Place.WAITER) {
          take(name, claimant).forEach(writes::add);
          writes.add(Write.delete(first.key()));
          writes.add(Write.delete(OfRun.key(first.owner(), Place.WAITER, name)));
        }
      }
      if (writes.isEmpty()) {
        return Optional.empty();
      }
      try {
        tables.transact(writes);
        return Optional.empty();
      } catch (ConditionFailedException e) {
        // Somebody took one of them since it was read: the next round sees who.
      }
    }
  }

  private static List<Write> take(String name, Claimant claimant) {
    var row = LockRow.of(claimant.on(name), Place.HELD);
    return List.of(
        Write.put(LockRow.ROW, row, Condition.notExists()), Write.put(OfRun.ROW, new OfRun(row)));
  }

  private void releaseAtOnce(List<String> names, RunId runId) {
    var left = new LinkedHashMap<String, List<Write>>();
    for (var name : names) {
      left.put(
          name,
          List.of(
              Write.delete(LockRow.holder(name), Condition.attributeEquals("owner", runId)),
              Write.delete(OfRun.key(runId, Place.HELD, name))));
    }
    while (!left.isEmpty()) {
      try {
        tables.transact(left.values().stream().flatMap(List::stream).toList());
        return;
      } catch (ConditionFailedException e) {
        // That one is not the run's, or was released before; each round has one less.
        left.values().removeIf(writes -> writes.getFirst().key().equals(e.write().key()));
      }
    }
  }

  private List<LockRow> places(RunId runId, Place place) {
    var found = new ArrayList<LockRow>();
    @Nullable Cursor next = null;
    do {
      var page = tables.query(OfRun.ROW, OfRun.all(runId, place).from(next));
      page.rows().forEach(of -> found.add(of.row()));
      next = page.next();
    } while (next != null);
    return found;
  }
}
