package io.coreautomation.execute.simulation;

import io.coreautomation.db.event.Event;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Holds the records of a run that is over against each other and against the truth. */
final class Records {
  private static final Set<String> ENDS =
      Set.of(Event.RUN_COMPLETE, Event.RUN_FAILED, Event.RUN_CANCELLED);

  private final World world;
  private final SimRun run;
  private final Map<String, Action> actions;

  private Records(World world, SimRun run) {
    this.world = world;
    this.run = run;
    this.actions = world.truth().actions(run);
  }

  static void check(World world, SimRun run) {
    var records = new Records(world, run);
    records.requireRow();
    world.aws().requireTruth(run);
    records.requireTold();
    records.requireFree();
    records.requireAnswered();
    new Conditions(world, run).requireKept();
    if (!records.wasGivenUp()) {
      new Parts(world).requireOver(run);
    }
  }

  private ActionStatus status(String action) {
    return world.truth().state(run).action(action).status();
  }

  private void requireRow() {
    var row = world.truth().row(run);
    if (!row.isTerminal()) {
      throw new Violation(
          Law.ENDS, "nothing more happens, and " + run.id() + " is " + row.status());
    }
    var counts = new HashMap<String, Long>();
    for (var action : actions.values()) {
      counts.merge(status(action.id()).name(), 1L, Long::sum);
      if (status(action.id()).isActive() && !wasGivenUp()) {
        throw new Violation(
            Law.ENDS, action.id() + " is " + status(action.id()) + " at the run's end");
      }
    }
    if (!row.counts().equals(counts)) {
      throw new Violation(
          Law.RECORDS_AGREE, "the row counts " + row.counts() + ", the state " + counts);
    }
  }

  /** Its turns kept dying. */
  private boolean wasGivenUp() {
    return world.truth().row(run).problems().stream()
        .anyMatch(p -> p.code() == ProblemCode.RUN_CRASHING);
  }

  private void requireTold() {
    var events = world.truth().events(run);
    for (var action : actions.values()) {
      var told = events.stream().filter(e -> action.id().equals(e.actionId())).toList();
      var status = status(action.id());
      if (!tells(told, ActionStatus.PENDING, status)) {
        throw new Violation(
            Law.RECORDS_AGREE,
            "%s is %s, told was %s"
                .formatted(action.id(), status, told.stream().map(Records::status).toList()));
      }
    }
    var started = events.stream().filter(e -> e.type().equals(Event.RUN_STARTED)).count();
    var ended = events.stream().filter(e -> ENDS.contains(e.type())).toList();
    var reopened = events.stream().filter(e -> e.type().equals(Event.RUN_REOPENED)).count();
    if (started > 1 || ended.isEmpty() || ended.size() > 1 + reopened) {
      throw new Violation(
          Law.RECORDS_AGREE,
          "it started %d times, ended %d times and was reopened %d times"
              .formatted(started, ended.size(), reopened));
    }
    var end = "RUN_" + world.truth().row(run).status().state();
    if (!ended.getLast().type().equals(end)) {
      throw new Violation(Law.RECORDS_AGREE, end + ", and told was " + ended.getLast().type());
    }
  }

  /** Whether events lead from one status to another; of one time, they may come in any order. */
  private static boolean tells(List<Event> events, ActionStatus from, ActionStatus to) {
    if (events.isEmpty()) {
      return from == to;
    }
    var first = events.getFirst().at();
    return events.stream()
        .filter(event -> event.at().equals(first))
        .filter(event -> from.canBecome(status(event)))
        .anyMatch(event -> tells(without(events, event), status(event), to));
  }

  private static List<Event> without(List<Event> events, Event event) {
    var left = new ArrayList<>(events);
    left.remove(event);
    return left;
  }

  private static ActionStatus status(Event event) {
    return ActionStatus.valueOf(event.type().substring("ACTION_".length()));
  }

  /**
   * What a turn still held that died or failed after the run's end is freed by who asks for it
   * next.
   */
  private void requireFree() {
    var held = world.truth().locks(run);
    var endedAt = Objects.requireNonNull(world.truth().row(run).endedAt());
    if (!held.isEmpty() && world.lastDeath().isBefore(endedAt)) {
      throw new Violation(Law.LOCKS, "a run that is over holds " + held);
    }
  }

  private void requireAnswered() {
    var pending = world.truth().pending(run);
    if (!pending.isEmpty()) {
      throw new Violation(Law.ANSWERED, "nobody has answered " + pending);
    }
    var answered =
        world.truth().answered(run).stream().map(answer -> answer.command().id()).toList();
    var once = new HashSet<>(answered);
    if (once.size() < answered.size() || !once.containsAll(world.people().taken(run))) {
      throw new Violation(
          Law.ANSWERED, answered + " were answered of " + world.people().taken(run));
    }
  }
}
