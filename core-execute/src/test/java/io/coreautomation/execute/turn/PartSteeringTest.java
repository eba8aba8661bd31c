package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.AT;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static io.coreautomation.execute.turn.WholeRuns.FIRST;
import static io.coreautomation.execute.turn.WholeRuns.end;
import static io.coreautomation.execute.turn.WholeRuns.list;
import static io.coreautomation.execute.turn.WholeRuns.part;
import static io.coreautomation.execute.turn.WholeRuns.row;
import static io.coreautomation.execute.turn.WholeRuns.turn;
import static io.coreautomation.execute.turn.WholeRuns.turns;
import static io.coreautomation.execute.turn.WholeRuns.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of a whole reaches its parts, and what they do counts for it. */
class PartSteeringTest {
  @Test
  void a_suspended_whole_holds_its_parts_and_lets_them_go_on_with_it() {
    var list = list(action("a", takes(1)), action("b", takes(1), "a"));
    var world =
        world(List.of(list), part(1, list, Json.object()), action("own", takes(1), "part/1"));
    turns(world, () -> world.scripted.effects.size() == 1);

    world.command(Verb.SUSPEND, null, null);
    turns(world, () -> row(world, FIRST).status().state() == State.SUSPENDED);
    for (int i = 0; i < 9; i++) {
      turn(world, world.row());
      turn(world, row(world, FIRST));
      world.clock.pass(Duration.ofMinutes(1));
    }
    assertThat(world.row().status()).hasToString("DEPLOY_SUSPENDED");
    assertThat(world.scripted.effects).hasSize(1);
    assertThat(world.row().counts()).containsOnly(entry("COMPLETE", 1L), entry("PENDING", 2L));
    // It is said once, however often the whole is looked at.
    assertThat(world.events()).extracting(Event::type).containsOnlyOnce(Event.RUN_SUSPENDED);

    world.command(Verb.RESUME, null, null);
    end(world);
    assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
    assertThat(world.scripted.effects).hasSize(3);
  }

  @Test
  void a_plan_that_is_called_off_while_it_is_held_leaves_no_part_held() {
    var list = list(action("a", takes(0)));
    var world = new EngineWorld(TaskVerb.PLAN, OnFailure.DRAIN, part(1, list, Json.object()));
    world.store.put(ObjectKeys.of(AT).list(list.digest()), list.canonical(), Precondition.NONE);
    var looks = ChildRuns.id(EngineWorld.RUN, "part/1", TaskVerb.PLAN);
    turns(world, () -> world.runs.get(looks).isPresent());
    world.command(Verb.SUSPEND, null, null);
    turns(world, () -> row(world, looks).status().state() == State.SUSPENDED);

    world.command(Verb.CANCEL, null, null);
    end(world);

    assertThat(world.row().status()).hasToString("PLAN_CANCELLED");
    assertThat(row(world, looks).status()).hasToString("PLAN_COMPLETE");
  }

  @Test
  void a_retry_lets_parts_go_on_that_were_held_with_their_whole() {
    var list = list(action("a", takes(1)), action("b", takes(1), "a"));
    var world =
        world(
            List.of(list),
            part(1, list, Json.object()),
            action("bad", takes(0).put("ends", "failedOnce")));
    turns(world, () -> world.scripted.effects.size() == 2);
    world.command(Verb.SUSPEND, null, null);
    turns(world, () -> row(world, FIRST).status().state() == State.SUSPENDED);

    world.command(Verb.RETRY, "bad", null);
    end(world);

    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_COMPLETE");
    assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
  }

  @Test
  void the_actions_of_its_parts_count_as_those_of_the_whole() {
    var list = list(action("a", takes(1)), action("bad", takes(1).put("ends", "failed"), "a"));
    var never = list(action("c", takes(1)), action("d", takes(1)), action("e", takes(1)));
    var world =
        world(
            List.of(list, never),
            action("own", takes(0)),
            part(1, list, Json.object(), "own"),
            part(2, never, Json.object(), "part/1"));

    end(world);

    assertThat(world.row().counts())
        .containsOnly(entry("COMPLETE", 2L), entry("FAILED", 1L), entry("PENDING", 3L));
  }

  @Test
  void what_the_registry_was_trusted_for_in_parts_counts_for_the_whole() {
    var trusting =
        new ActionList(
            ActionList.FORMAT_VERSION,
            TaskVerb.DEPLOY,
            AT,
            OnFailure.DRAIN,
            null,
            null,
            null,
            true,
            List.of(
                action("a", takes(0).put("thing", "x")), action("b", takes(0).put("thing", "y"))));
    var world =
        EngineWorld.trusting(
            TaskVerb.DEPLOY,
            action("own", takes(0).put("thing", "z")),
            part(1, trusting, Json.object()));
    world.store.put(
        ObjectKeys.of(AT).list(trusting.digest()), trusting.canonical(), Precondition.NONE);

    end(world);

    assertThat(row(world, FIRST).trust()).containsOnly(entry("NO_ROW", 2L));
    assertThat(world.row().trust()).containsOnly(entry("NO_ROW", 3L));
    assertThat(world.report("md")).contains("3 could not be trusted (3 not in the registry)");
  }
}
