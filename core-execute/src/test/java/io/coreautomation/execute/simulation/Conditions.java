package io.coreautomation.execute.simulation;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunStateStore.Version;
import java.util.Map;
import java.util.Objects;

/**
 * Holds what a run starts and leaves out against the conditions of its list. What they are about
 * stands once it is said, but for what an operator has tried again.
 */
final class Conditions {
  private final World world;
  private final SimRun run;
  private final Version state;

  Conditions(World world, SimRun run) {
    this.world = world;
    this.run = run;
    this.state = world.truth().state(run);
  }

  /** Of an action that makes its first call. */
  void requireHolds(Action action) {
    if (action.condition() != null && !world.people().wantedToGoOn(run) && !holds(action)) {
      throw new Violation(Law.CONDITIONS, action.id() + " starts, against its condition");
    }
  }

  /** Of a run that is at its end. */
  void requireKept() {
    for (var action : run.list().actions()) {
      if (world.people().haveTouched(run, action.id())) {
        continue;
      }
      var status = state.action(action.id()).status();
      if (status == ActionStatus.SKIPPED
          && action.runsOn() != RunOn.FAILURE
          && (action.condition() == null || holds(action))) {
        throw new Violation(Law.CONDITIONS, action.id() + " is left out, but was wanted");
      }
      if (status == ActionStatus.COMPLETE) {
        requireSet(action);
      }
    }
  }

  private void requireSet(Action action) {
    if (action.set() == null) {
      return;
    }
    for (var values : new Object[] {action.set().onStart(), action.set().onComplete()}) {
      if (values instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
        for (var value : object.properties()) {
          var is = state.head().variables().get(value.getKey());
          if (!value.getValue().textValue().equals(is)) {
            throw new Violation(
                Law.RECORDS_AGREE, action.id() + " has set " + object + ", but it is " + is);
          }
        }
      }
    }
  }

  private boolean holds(Action action) {
    var condition = Objects.requireNonNull(action.condition());
    var it = Expressions.parts(condition.values()).iterator().next();
    var value =
        switch (it) {
          case Part.StatusOf(String id) -> state.action(id).status().name();
          case Part.Variable(String name) -> state.head().variables().get(name);
          case Part.OutputOf(String id, String output) -> state.action(id).outputs().get(output);
          case Part.Literal(String text) -> text;
        };
    return value != null && condition.holds(Map.of("it", value));
  }
}
