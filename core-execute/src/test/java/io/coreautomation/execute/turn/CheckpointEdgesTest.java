package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TIME_LEFT;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.RunDocument.Claim;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What S3 and Lambda do to claims and checkpoints: edge 16, and those of docs/engine.md. */
class CheckpointEdgesTest {
  /** The SDK sends a write again whose answer was lost, and is told that its condition failed. */
  @Test
  void edge_16_a_checkpoint_that_is_refused_as_it_was_written_before_is_written() {
    var undisturbed = run();
    var turns = undisturbed.drive().turn();

    for (int write = 1; write <= undisturbed.writes(); write++) {
      var world = run();
      world.loseAnswerOfWrite(write);

      var end = world.drive();

      assertThat(end.next()).as("write " + write).isEqualTo(Next.SUCCESS);
      assertThat(end.turn()).as("write " + write).isEqualTo(turns);
      assertThat(world.scripted.effects).isEqualTo(undisturbed.scripted.effects);
    }
  }

  @Test
  void a_turn_whose_run_was_taken_in_its_midst_begins_nothing_more() {
    var world = run();
    world.beforeNextWrite(() -> world.beforeNextWrite(() -> taken(world)));

    var result = world.engine("late").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);

    assertThat(result.next()).isEqualTo(Next.PARK);
    assertThat(world.scripted.effects).isEmpty();
    assertThat(world.document().orElseThrow().nonce()).isEqualTo("theirs");
  }

  /** Lambda calls a function again that seems to have failed, while the first call still works. */
  @Test
  void a_call_that_lambda_repeats_while_the_first_works_changes_nothing() {
    var world = run();
    world.beforeNextWrite(
        () ->
            world.beforeNextWrite(
                () -> {
                  var second = world.engine("other").turn(request(), TIME_LEFT);
                  assertThat(second.next()).isEqualTo(Next.PARK);
                  assertThat(world.scripted.effects).isEmpty();
                }));

    world.engine("alive").turn(request(), TIME_LEFT);

    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void a_turn_that_ends_by_an_exception_gives_its_claim_back() {
    var world = run();
    failsAtItsCheckpoint(world, () -> {});

    assertThatThrownBy(() -> turn(world)).hasMessage("the store is away");

    assertThat(world.document().orElseThrow().claim()).isNull();
    assertThat(turn(world).next()).isEqualTo(Next.PARK);
    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void the_more_turns_in_a_row_end_so_the_longer_the_next_one_waits() {
    var world = run();
    var waits = new ArrayList<Integer>();
    for (int deaths = 0; deaths < 9; deaths++) {
      failsAtItsCheckpoint(world, () -> {});
      assertThatThrownBy(() -> turn(world)).hasMessage("the store is away");
      var claim = world.document().orElseThrow().claim();
      if (claim != null) {
        waits.add((int) Duration.between(world.instant(), claim.until()).toSeconds());
        assertThat(turn(world).next()).isEqualTo(Next.PARK);
        assertThat(world.scripted.effects).isEmpty();
        world.pass(Duration.between(world.instant(), claim.until()));
      }
    }

    assertThat(waits).containsExactly(5, 10, 20, 40, 80, 120, 120, 120);
    assertThat(world.document().orElseThrow().unfinishedTurns()).isEqualTo(9);
  }

  @Test
  void a_turn_whose_run_was_taken_gives_nothing_back() {
    var world = run();
    failsAtItsCheckpoint(world, () -> taken(world));

    assertThatThrownBy(() -> turn(world)).hasMessage("the store is away");

    assertThat(world.document().orElseThrow().nonce()).isEqualTo("theirs");
    assertThat(world.document().orElseThrow().claim()).isNotNull();
  }

  /** The write after the next, which is the claim, is not answered. */
  private static void failsAtItsCheckpoint(EngineWorld world, Runnable before) {
    world.beforeNextWrite(
        () ->
            world.beforeNextWrite(
                () -> {
                  before.run();
                  throw new IllegalStateException("the store is away");
                }));
  }

  private static TurnResult turn(EngineWorld world) {
    return world.engine("alive").turn(request(), TIME_LEFT);
  }

  private static TurnRequest request() {
    return new TurnRequest(RUN, 1, 0, null);
  }

  private static EngineWorld run() {
    return new EngineWorld(action("a", takes(1)), action("b", takes(1), "a"));
  }

  /** As if the claim had run out while the process was frozen, and another had taken it. */
  private static void taken(EngineWorld world) {
    world.edit(
        head -> {
          head.put("nonce", "theirs");
          head.set(
              "claim", Json.tree(new Claim("other", world.instant().plus(Duration.ofDays(1)))));
        });
  }
}
