package io.coreautomation.execute.turn;

import io.coreautomation.db.lock.Acquisition;
import io.coreautomation.db.lock.Claimant;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.lock.LockNames;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a run holds against other runs: its deployment while it is at work, and what its actions
 * change while they are under way.
 */
final class RunLocks {
  private final Locks locks;
  private final Runs runs;
  private final RunRow row;
  private final Prn owner;
  private final Clock wall;
  private final Consumer<RunId> waker;
  private final Map<String, String> holders = new HashMap<>();
  private final Collection<String> ended = new TreeSet<>();
  private final Set<String> waitedFor = new TreeSet<>();

  RunLocks(Locks locks, Runs runs, RunRow row, Prn owner, Clock wall, Consumer<RunId> waker) {
    this.locks = locks;
    this.runs = runs;
    this.row = row;
    this.owner = owner;
    this.wall = wall;
    this.waker = waker;
  }

  /**
   * Takes the deployment, or stands in line for it: then it returns who is in front. A part works
   * under the lock of the run that it is a part of, as long as that one is at work.
   */
  Optional<Lock> deployment() {
    var parent = row.parent();
    if (parent != null && !isOver(parent.run())) {
      return Optional.empty();
    }
    return taken(List.of(LockNames.deployment(owner)));
  }

  /** Takes all of these names, or stands in line: then it returns who is in front. */
  Optional<Lock> taken(Collection<String> names) {
    while (changes()
        && locks.acquireOrWait(names, claimant()) instanceof Acquisition.HeldBy(Lock lock)) {
      if (!isOver(lock.owner())) {
        waitedFor.addAll(names);
        return Optional.of(lock);
      }
      // Its last turn died after it had said that the run is over.
      locks.releaseAll(lock.owner());
    }
    return Optional.empty();
  }

  /** Takes names for several actions, which hold them together or not at all. */
  boolean takenTogether(Collection<String> names) {
    return !changes() || locks.acquire(names, claimant()) instanceof Acquisition.Held;
  }

  /** Whether an action of this very run holds one of these names. */
  boolean isInUse(Collection<String> names) {
    return names.stream().anyMatch(holders::containsKey);
  }

  /** An action is under way with these names. */
  void holds(String action, Collection<String> names) {
    names.forEach(name -> holders.put(name, action));
  }

  /** A plan changes nothing that others could mind. */
  private boolean changes() {
    return row.task() != TaskVerb.PLAN;
  }

  private boolean isOver(RunId run) {
    return runs.get(run).map(RunRow::isTerminal).orElse(true);
  }

  private Claimant claimant() {
    return new Claimant(row.runId(), row.prn(), row.principal(), wall.instant());
  }

  /** An action is no longer under way: what it held goes once the state that says so is written. */
  void ended(String action) {
    holders
        .entrySet()
        .removeIf(
            held -> {
              var its = held.getValue().equals(action);
              if (its) {
                ended.add(held.getKey());
              }
              return its;
            });
  }

  /**
   * A turn has died, maybe before it let go: of all that the run holds, what no action needs goes
   * once the state is written.
   */
  void leftBehind() {
    locks.ofRun(row.runId()).forEach(lock -> ended.add(lock.name()));
    ended.remove(LockNames.deployment(owner));
  }

  /** The state is written. */
  void written() {
    if (!ended.isEmpty()) {
      var free = ended.stream().filter(name -> !holders.containsKey(name)).toList();
      ended.clear();
      locks.release(free, row.runId()).forEach(waker);
    }
  }

  /** Gives up the run's place in every line. */
  void leaveLine() {
    locks.leave(row.runId());
  }

  /** All that is ready is tried anew: what stands in line is known after that. */
  void triesAnew() {
    waitedFor.clear();
  }

  /**
   * Of all that is ready, what stands in line is known: whoever stood in another one will not start
   * any more, and must not keep others waiting.
   */
  void leaveOtherLines() {
    if (changes()) {
      locks.leaveAllBut(waitedFor, row.runId()).forEach(waker);
    }
  }

  /** The run is over. */
  void releaseAll() {
    locks.releaseAll(row.runId()).forEach(waker);
  }
}
