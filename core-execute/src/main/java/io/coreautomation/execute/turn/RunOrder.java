package io.coreautomation.execute.turn;

import io.coreautomation.execute.permission.SessionPolicies;
import io.coreautomation.execute.schedule.Schedule;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list and its order: read once, however many turns there are.
 *
 * @param parts actions that runs of their own carry out
 * @param sessions what they may do in each account
 */
record RunOrder(
    ActionList list,
    Map<String, Action> actions,
    List<Action> parts,
    Schedule schedule,
    SessionPolicies sessions) {
  private static final String PART = "SYSTEM::RunTask";

  RunOrder(ActionList list, Schedule schedule, SessionPolicies sessions) {
    this(
        list,
        list.byId(),
        list.actions().stream().filter(action -> action.kind().equals(PART)).toList(),
        schedule,
        sessions);
  }

  /** Its actions and, once a run takes back what it did, those that do so; by id. */
  Map<String, Action> actionsWith(@Nullable RunOrder rollback) {
    if (rollback == null) {
      return actions;
    }
    var all = new HashMap<>(actions);
    all.putAll(rollback.actions());
    return all;
  }
}
