package io.coreautomation.execute.simulation;

import io.coreautomation.db.event.Event;
import io.coreautomation.execute.simulation.Cloud.Thing;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunDocument;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Holds what happens against the laws. */
final class Witness implements Cloud.Watcher {
  private final World world;
  private final Map<String, Action> actions;

  Witness(World world) {
    this.world = world;
    this.actions = world.list().byId();
  }

  // As it happens.

  @Override
  public void starting(Thing thing) {
    var action = actions.get(thing.action);
    if (world.cloud().things().stream().anyMatch(other -> other.token.equals(thing.token))
        || (style(action) == SimKind.Style.UNREPEATABLE && wasMade(thing))) {
      throw new Violation(Law.EFFECTS_ONCE, "made again: " + thing);
    }
    if (!world.holdsTheRun()) {
      throw new Violation(Law.FENCE, "by a turn that does not hold the run: " + thing);
    }
    if (world.row().isTerminal()) {
      throw new Violation(Law.END_IS_END, "after the run's end: " + thing);
    }
    if (action.runsOn() == RunOn.SUCCESS) {
      for (var dependency : action.dependsOn()) {
        requireEndedWell(thing, actions.get(dependency));
      }
    }
    requirePlace(thing);
  }

  private boolean wasMade(Thing thing) {
    return world.cloud().things().stream().anyMatch(other -> isSameStep(other, thing));
  }

  private static boolean isSameStep(Thing a, Thing b) {
    return a.action.equals(b.action) && a.step == b.step;
  }

  private void requireEndedWell(Thing thing, Action dependency) {
    var style = style(dependency);
    if (style == SimKind.Style.HARMLESS
        || dependency.mayFail()
        || dependency.runsOn() == RunOn.FAILURE) {
      return;
    }
    if (!isThere(dependency)) {
      throw new Violation(
          Law.DEPENDENCIES, thing + " starts before " + dependency.id() + " has ended well");
    }
  }

  private boolean isThere(Action action) {
    var now = world.clock().now();
    var steps = Math.max(1, action.params().path("steps").intValue());
    return world.cloud().things().stream()
        .anyMatch(
            t -> t.action.equals(action.id()) && t.step == steps - 1 && t.hasEndedWell(now));
  }

  private void requirePlace(Thing thing) {
    var most = world.list().maxParallel();
    if (most == null) {
      return;
    }
    var now = world.clock().now();
    var live =
        world.cloud().things().stream()
            .filter(other -> other.isLive(now))
            .filter(other -> !other.action.equals(thing.action))
            .map(other -> other.action)
            .distinct()
            .toList();
    if (live.size() + 1 > most && !isGivenUp(live)) {
      throw new Violation(Law.PARALLEL, live + " are under way when it starts: " + thing);
    }
  }

  /** What may not be looked at any more has failed, though its work goes on. */
  private boolean isGivenUp(List<String> live) {
    var document = world.document();
    return live.stream().anyMatch(id -> document.action(id).status().isTerminal());
  }

  @Override
  public void ended(Thing thing) {
    world.announce();
  }

  /** Between two happenings. */
  void look() {
    if (world.wakesUnderWay()
        || world.row().isTerminal()
        // Of two executions, the one that parked last is woken; if it dies, the other sleeps on.
        || world.faults().can(Fault.STARTED_TWICE)) {
      return;
    }
    var seen = -1L;
    for (var execution : world.machine().executions()) {
      if (execution.isRunning() && !execution.isAsleep()) {
        return; // it is about to look for itself
      }
      if (execution.isRunning()) {
        seen = Math.max(seen, execution.wakesSeen());
      }
    }
    if (seen >= 0 && world.wakes() > seen) {
      throw new Violation(
          Law.WAKES_HEARD, "all sleep, and have seen " + seen + " wakes of " + world.wakes());
    }
  }

  // At the end.

  void atTheEnd(RunDocument document) {
    var counts = new HashMap<String, Long>();
    for (var action : actions.values()) {
      var state = document.action(action.id());
      counts.merge(state.status().name(), 1L, Long::sum);
      if (state.status().isActive()) {
        throw new Violation(Law.ENDS, action.id() + " is " + state.status() + " at the end");
      }
      if (state.status() == ActionStatus.COMPLETE
          && style(action) != SimKind.Style.HARMLESS
          && !isThere(action)) {
        throw new Violation(Law.EFFECTS_THERE, action.id() + " is COMPLETE, but not there");
      }
    }
    var row = world.row();
    if (!row.counts().equals(counts)) {
      throw new Violation(
          Law.RECORDS_AGREE, "the row counts " + row.counts() + ", the state " + counts);
    }
    requireEvents(document, world.events());
  }

  private void requireEvents(RunDocument document, List<Event> events) {
    var seen = new HashSet<String>();
    var last = new HashMap<String, ActionStatus>();
    for (var event : events) {
      if (event.actionId() == null) {
        continue;
      }
      var status = ActionStatus.valueOf(event.type().substring("ACTION_".length()));
      if (!seen.add(event.actionId() + " " + event.attempt() + " " + status)) {
        throw new Violation(Law.RECORDS_AGREE, "told twice: " + event);
      }
      var before = last.put(event.actionId(), status);
      if (!(before == null ? ActionStatus.PENDING : before).canBecome(status)) {
        throw new Violation(
            Law.RECORDS_AGREE, event.actionId() + " was " + before + " before it was " + status);
      }
    }
    for (var action : actions.values()) {
      var told = last.getOrDefault(action.id(), ActionStatus.PENDING);
      if (told != document.action(action.id()).status()) {
        throw new Violation(
            Law.RECORDS_AGREE,
            action.id() + " is " + document.action(action.id()).status() + ", told was " + told);
      }
    }
    requireOneEnd(events);
  }

  private void requireOneEnd(List<Event> events) {
    var started = events.stream().filter(e -> e.type().equals(Event.RUN_STARTED)).count();
    var ends =
        events.stream()
            .filter(e -> List.of(Event.RUN_COMPLETE, Event.RUN_FAILED).contains(e.type()))
            .count();
    if (started != 1 || ends != 1) {
      throw new Violation(
          Law.RECORDS_AGREE, "the run started " + started + " and ended " + ends + " times");
    }
  }

  private static SimKind.Style style(Action action) {
    return SimKind.Style.valueOf(action.kind().substring("SIM::".length()));
  }
}
