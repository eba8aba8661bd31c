package io.coreautomation.execute.turn;

import io.coreautomation.execute.schedule.Schedule;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import java.util.Map;

/** A list and its order: read once, however many turns there are. */
record RunOrder(ActionList list, Map<String, Action> actions, Schedule schedule) {
  RunOrder(ActionList list, Schedule schedule) {
    this(list, list.byId(), schedule);
  }
}
