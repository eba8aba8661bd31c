package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindTrial;
import io.coreautomation.framework.testing.HandClock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Which case of the contract suite each action of a world meets. */
final class Meetings {
  static final String UNDO = "~undo";

  private final HandClock clock;
  private final Map<String, Meeting> meetings = new TreeMap<>();

  /** An action's case, in a world of its own whose time is that of all. */
  record Meeting(String action, CaseEnds ends, KindTrial trial) {}

  Meetings(HandClock clock) {
    this.clock = clock;
  }

  /**
   * Has an action meet a case.
   *
   * @return its params
   */
  ObjectNode meet(String action, CaseEnds ends) {
    var trial = ends.readyAt(clock.now());
    trial.world().follow(clock);
    meetings.put(action, new Meeting(action, ends, trial));
    return trial.params();
  }

  /** That of an action, or of one that takes it back. */
  Meeting of(String action) {
    var id = action.endsWith(UNDO) ? action.substring(0, action.length() - UNDO.length()) : action;
    return Objects.requireNonNull(meetings.get(id), action);
  }

  Collection<Meeting> all() {
    return meetings.values();
  }
}
