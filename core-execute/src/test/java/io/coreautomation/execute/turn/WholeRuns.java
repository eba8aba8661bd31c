package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.AT;
import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs with actions that runs of their own carry out, driven together. */
final class WholeRuns {
  static final RunId FIRST = ChildRuns.id(RUN, "part/1", TaskVerb.DEPLOY);
  static final RunId SECOND = ChildRuns.id(RUN, "part/2", TaskVerb.DEPLOY);

  static ActionList list(Action... actions) {
    return ActionList.of(TaskVerb.DEPLOY, AT, OnFailure.DRAIN, List.of(actions));
  }

  static Action part(int number, ActionList list, ObjectNode more, String... dependsOn) {
    more.put("task", "deploy");
    more.put("list", list.digest().toString());
    more.put("actions", list.actions().size());
    return Action.of("part/" + number, "SYSTEM::RunTask", new Source("deployspec.yaml", 4, 3))
        .params(more)
        .dependsOn(List.of(dependsOn))
        .build();
  }

  static EngineWorld world(List<ActionList> lists, Action... actions) {
    var world = new EngineWorld(actions);
    lists.forEach(
        list ->
            world.store.put(
                ObjectKeys.of(AT).list(list.digest()), list.canonical(), Precondition.NONE));
    return world;
  }

  /** Turns of all runs, as the state machine makes them, until something is so. */
  static void turns(EngineWorld world, BooleanSupplier until) {
    for (int i = 0; i < 200 && !until.getAsBoolean(); i++) {
      for (var row : world.runs.unfinished(100, null).rows()) {
        turn(world, row);
      }
      world.clock.pass(Duration.ofSeconds(5));
    }
    assertThat(until.getAsBoolean()).isTrue();
  }

  static void turn(EngineWorld world, RunRow row) {
    try {
      world
          .engine("dead")
          .turn(new TurnRequest(row.runId(), row.generation(), 0, null), EngineWorld.TIME_LEFT);
    } catch (FragileStore.Crash e) {
      // The next turn goes on.
    }
  }

  static void end(EngineWorld world) {
    turns(world, () -> world.runs.unfinished(1, null).rows().isEmpty());
  }

  static RunRow row(EngineWorld world, RunId run) {
    return world.runs.get(run).orElseThrow();
  }

  private WholeRuns() {}
}
