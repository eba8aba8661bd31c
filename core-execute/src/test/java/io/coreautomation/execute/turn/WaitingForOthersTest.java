package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.command.Verb;
import io.coreautomation.db.lock.Claimant;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that needs what another one holds. */
class WaitingForOthersTest {
  private static final RunId OTHER = RunId.parse("0198f2c4-0000-7000-8000-0000000000bb");

  @Test
  void a_run_waits_in_line_for_its_deployment_and_says_for_whom() {
    var world = new EngineWorld(action("a", takes(0)));
    theyHold(world, "deployment/prn:web:shop:main");

    var parked = world.turn();

    assertThat(parked.next()).isEqualTo(Next.PARK);
    assertThat(world.row().status()).hasToString("DEPLOY_REQUESTED");
    assertThat(world.events())
        .filteredOn(e -> e.type().equals("RUN_WAITING"))
        .singleElement()
        .extracting(e -> e.message())
        .asString()
        .startsWith("bob's run " + OTHER + " has deployment/prn:web:shop:main, since ");
    assertThat(world.scripted.effects).isEmpty();

    world.locks.releaseAll(OTHER);
    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.locks.ofRun(RUN)).isEmpty();
  }

  @Test
  void the_lock_of_a_run_that_is_over_is_taken() {
    var world = new EngineWorld(action("a", takes(0)));
    theyHold(world, "deployment/prn:web:shop:main");
    world.ended(OTHER);

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void an_action_waits_for_what_another_run_holds_and_others_go_on() {
    var world =
        new EngineWorld(action("a", Json.object().put("lock", "stack/x")), action("b", takes(0)));
    theyHold(world, "stack/x");

    world.turn();

    assertThat(world.status("a")).isEqualTo(ActionStatus.PENDING);
    assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.locks.waiters("stack/x", 9)).extracting(Lock::owner).containsExactly(RUN);

    world.locks.releaseAll(OTHER);
    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void an_action_that_will_not_start_any_more_keeps_nobody_waiting() {
    var world =
        new EngineWorld(
            action("a", Json.object().put("lock", "stack/x")),
            action("long", takes(9)),
            action("bad", takes(2).put("ends", "failed")));
    theyHold(world, "stack/x");
    world.turn();
    assertThat(world.locks.waiters("stack/x", 9)).extracting(Lock::owner).containsExactly(RUN);

    while (world.status("bad") != ActionStatus.FAILED) {
      world.turn();
    }

    assertThat(world.status("long")).isEqualTo(ActionStatus.RUNNING);
    assertThat(world.locks.waiters("stack/x", 9)).isEmpty();
  }

  @Test
  void who_is_skipped_in_line_keeps_nobody_waiting() {
    var world =
        new EngineWorld(
            action("a", Json.object().put("lock", "stack/x")), action("long", takes(9)));
    theyHold(world, "stack/x");
    world.turn();

    world.command(Verb.SKIP, "a", null);
    world.turn();

    assertThat(world.status("a")).isEqualTo(ActionStatus.SKIPPED);
    assertThat(world.status("long")).isEqualTo(ActionStatus.RUNNING);
    assertThat(world.locks.waiters("stack/x", 9)).isEmpty();
  }

  @Test
  void a_run_in_line_can_be_cancelled() {
    var world = new EngineWorld(action("a", takes(0)));
    theyHold(world, "deployment/prn:web:shop:main");
    world.turn();
    world.command(Verb.CANCEL, null, null);

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(world.row().status()).hasToString("DEPLOY_CANCELLED");
    assertThat(world.locks.waiters("deployment/prn:web:shop:main", 9)).isEmpty();
    assertThat(world.scripted.effects).isEmpty();
  }

  @Test
  void a_run_in_line_hands_over_before_its_history_is_full() {
    var world = new EngineWorld(action("a", takes(0)));
    theyHold(world, "deployment/prn:web:shop:main");
    world.turn();
    world.edit(head -> head.put("eventEstimate", 20_000 - 2 * 13)); // a turn costs 13

    assertThat(world.turn().next()).isEqualTo(Next.PARK);
    var result = world.turn();

    assertThat(result.next()).isEqualTo(Next.HAND_OVER);
    assertThat(result.generation()).isEqualTo(2);
    assertThat(world.row().generation()).isEqualTo(2);
    world.ended(OTHER);
    assertThat(world.drive(2).next()).isEqualTo(Next.SUCCESS);
  }

  private static void theyHold(EngineWorld world, String name) {
    world.other(OTHER);
    world.locks.acquire(
        List.of(name),
        new Claimant(OTHER, Prn.parse("prn:web:shop"), "bob", world.clock.instant()));
  }
}
