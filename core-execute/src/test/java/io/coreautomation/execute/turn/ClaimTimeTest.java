package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.turn.TurnResult.Next;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A turn changes nothing once its claim is over, as another may have the run. */
class ClaimTimeTest {

  @Test
  void a_turn_whose_intent_took_all_of_its_time_to_write_makes_no_call() {
    var world = new EngineWorld(action("a", takes(0)));
    Runnable slowly = () -> world.clock.pass(Duration.ofSeconds(110));
    world.store.beforeNextWrite(
        () -> world.store.beforeNextWrite(slowly)); // the claim, then the intent

    assertThat(world.turn().next()).isEqualTo(Next.PARK);
    assertThat(world.scripted.effects).isEmpty();

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void a_call_that_waited_for_its_place_until_the_claim_was_nearly_over_is_the_next_turns() {
    var once = action("b", "TEST::Unrepeatable", takes(0), null);
    var world = new EngineWorld(action("a", takes(0)), once);
    world.scripted.sessions = target -> world.clock.pass(Duration.ofSeconds(110));

    world.turn();
    assertThat(world.scripted.given).hasSize(1);

    world.scripted.sessions = target -> {};
    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.scripted.given).hasSize(2);
    assertThat(world.scripted.effects.values()).containsExactly(1, 1);
  }
}
