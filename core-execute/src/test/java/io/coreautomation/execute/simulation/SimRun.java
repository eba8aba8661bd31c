package io.coreautomation.execute.simulation;

import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.task.TaskVerb;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of a world.
 *
 * @param whole the run that it is a part of; null for one that somebody asks for
 * @param as the action of the whole that it carries out
 */
record SimRun(
    RunId id, TaskVerb task, ActionList list, @Nullable SimRun whole, @Nullable Action as) {
  private static final String PART = "SYSTEM::RunTask";

  /** One that somebody asks for. */
  static SimRun asked(int number, TaskVerb task, ActionList list) {
    var id = RunId.parse("0198f2c4-0000-7000-8000-%012d".formatted(number));
    return new SimRun(id, task, list, null, null);
  }

  /** The run that carries out one of its actions, if it is ever begun. */
  SimRun part(Action action, TaskVerb verb, ActionList of) {
    return new SimRun(ChildRuns.id(id, action.id(), verb), verb, of, this, action);
  }

  /** Whether an action is carried out by a run of its own. */
  static boolean isPart(Action action) {
    return action.kind().equals(PART);
  }

  boolean isPart() {
    return whole != null;
  }

  /** The action of the whole that it carries out. */
  Action asAction() {
    return Objects.requireNonNull(as, "no part of any run");
  }

  /** The run that somebody asked for. */
  SimRun root() {
    return whole == null ? this : whole;
  }

  ObjectKeys keys() {
    return ObjectKeys.of(list.coordinates());
  }

  String stateKey() {
    return keys().state(id);
  }
}
