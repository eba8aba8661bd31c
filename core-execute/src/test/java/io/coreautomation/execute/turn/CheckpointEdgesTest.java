package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TIME_LEFT;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.RunDocument.Claim;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What S3 and Lambda do to claims and checkpoints: edge 16, and those of docs/engine.md. */
class CheckpointEdgesTest {
  /** The SDK sends a write again whose answer was lost, and is told that its condition failed. */
  @Test
  void edge_16_a_checkpoint_that_is_refused_as_it_was_written_before_is_written() {
    var undisturbed = run();
    var turns = undisturbed.drive().turn();

    for (int write = 1; write <= undisturbed.store.writes(); write++) {
      var world = run();
      world.store.loseAnswerOfWrite(write);

      var end = world.drive();

      assertThat(end.next()).as("write " + write).isEqualTo(Next.SUCCESS);
      assertThat(end.turn()).as("write " + write).isEqualTo(turns);
      assertThat(world.scripted.effects).isEqualTo(undisturbed.scripted.effects);
    }
  }

  @Test
  void a_turn_whose_run_was_taken_in_its_midst_begins_nothing_more() {
    var world = run();
    world.store.beforeNextWrite(() -> world.store.beforeNextWrite(() -> taken(world)));

    var result = world.engine("late").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);

    assertThat(result.next()).isEqualTo(Next.PARK);
    assertThat(world.scripted.effects).isEmpty();
    assertThat(world.document().orElseThrow().nonce()).isEqualTo("theirs");
  }

  /** Lambda calls a function again that seems to have failed, while the first call still works. */
  @Test
  void a_call_that_lambda_repeats_while_the_first_works_changes_nothing() {
    var world = run();
    world.store.beforeNextWrite(
        () ->
            world.store.beforeNextWrite(
                () -> {
                  var second = world.engine("other").turn(request(), TIME_LEFT);
                  assertThat(second.next()).isEqualTo(Next.PARK);
                  assertThat(world.scripted.effects).isEmpty();
                }));

    world.engine("alive").turn(request(), TIME_LEFT);

    assertThat(world.scripted.effects.values()).containsExactly(1);
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
              "claim",
              Json.tree(new Claim("other", world.clock.instant().plus(Duration.ofDays(1)))));
        });
  }
}
