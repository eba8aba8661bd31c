package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.AT;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static io.coreautomation.execute.turn.WholeRuns.FIRST;
import static io.coreautomation.execute.turn.WholeRuns.SECOND;
import static io.coreautomation.execute.turn.WholeRuns.end;
import static io.coreautomation.execute.turn.WholeRuns.list;
import static io.coreautomation.execute.turn.WholeRuns.part;
import static io.coreautomation.execute.turn.WholeRuns.row;
import static io.coreautomation.execute.turn.WholeRuns.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunStateStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What parts did is taken back with their whole. */
class PartRollbackTest {
  /** Two parts of which the second one breaks, under a whole that is rolled back. */
  private static EngineWorld breaking(Action... first) {
    var done = list(first);
    var bad = list(action("bad", takes(1).put("ends", "failed")));
    var world =
        new EngineWorld(
            OnFailure.ROLLBACK,
            part(1, done, Json.object()),
            action("own", takes(0)),
            part(2, bad, Json.object(), "part/1", "own"));
    for (var list : List.of(done, bad)) {
      world.store.put(ObjectKeys.of(AT).list(list.digest()), list.canonical(), Precondition.NONE);
    }
    return world;
  }

  private static ActionStatus status(EngineWorld world, RunId run, String action) {
    return new RunStateStore(world.store)
        .read(ObjectKeys.of(AT), run)
        .orElseThrow()
        .action(action)
        .status();
  }

  @Test
  void a_rolled_back_whole_takes_back_the_parts_that_are_complete() {
    var world = breaking(action("a", takes(1)), action("b", takes(1), "a"));

    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.status("part/1~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.status("own~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_CANCELLED");
    assertThat(status(world, FIRST, "a~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(status(world, FIRST, "b~undo")).isEqualTo(ActionStatus.COMPLETE);
    // The one that has failed had nothing to take back.
    assertThat(row(world, SECOND).status()).hasToString("DEPLOY_FAILED");
    assertThat(world.locks.all(10, null).rows()).isEmpty();
  }

  @Test
  void nothing_is_taken_back_where_something_in_a_part_cannot_be() {
    var world =
        breaking(action("a", takes(1)), action("mail", "TEST::Unrepeatable", takes(0), null, "a"));

    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_COMPLETE");
    assertThat(world.status("own~undo")).isEqualTo(ActionStatus.PENDING);
    assertThat(world.row().problems().getLast().message())
        .isEqualTo("nothing was taken back, as not all can be: 'mail' sent something, in 'part/1'");
  }

  @Test
  void a_process_that_dies_at_any_write_takes_every_part_back_once() {
    var undisturbed = breaking(action("a", takes(1)));
    var before = undisturbed.store.writes();
    end(undisturbed);

    for (int write = 1; write <= undisturbed.store.writes() - before; write++) {
      var world = breaking(action("a", takes(1)));
      world.store.crashAt(write, write % 2 == 0);

      end(world);

      assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
      assertThat(row(world, FIRST).status()).hasToString("DEPLOY_CANCELLED");
      assertThat(status(world, FIRST, "a~undo")).isEqualTo(ActionStatus.COMPLETE);
      assertThat(world.scripted.effects.values()).containsOnly(1);
    }
  }
}
