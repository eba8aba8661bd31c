package io.coreautomation.execute.simulation;

/** Sees to it that no execution sleeps over a wake. */
final class Sleepers {
  private final World world;

  Sleepers(World world) {
    this.world = world;
  }

  /** Between two happenings. */
  void look() {
    if (world.wakesUnderWay()
        || !world.people().wereSilent()
        // Of two executions, the one that parked last is woken; if it dies, the other sleeps on.
        || world.faults().can(Fault.STARTED_TWICE)
        // A run that frees a lock, or that is a part, tries to wake who waits; if it cannot, that
        // one looks by itself.
        || world.truth().runs().size() > 1) {
      return;
    }
    var run = world.truth().runs().getFirst();
    var seen = -1L;
    for (var execution : world.machine().executions()) {
      if (execution.isRunning() && !execution.isAsleep()) {
        return; // it is about to look for itself
      }
      if (execution.isRunning()) {
        seen = Math.max(seen, execution.wakesSeen());
      }
    }
    if (seen >= 0 && world.truth().wakes(run) > seen && !world.truth().row(run).isTerminal()) {
      throw new Violation(
          Law.WAKES_HEARD,
          "all sleep, and have seen " + seen + " wakes of " + world.truth().wakes(run));
    }
  }
}
