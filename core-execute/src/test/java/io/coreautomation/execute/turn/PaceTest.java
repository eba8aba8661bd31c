package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final int ACTIONS = 300;

  @Test
  void a_fleet_that_is_slowed_down_finds_its_pace_and_ends_without_an_attempt_lost() {
    var world = new EngineWorld(fleet());
    world.scripted.letThrough(20, Duration.ofSeconds(5));

    world.drive();

    assertThat(IntStream.range(0, ACTIONS).mapToObj(i -> world.state("a" + i)))
        .allSatisfy(
            state -> {
              assertThat(state.status()).isEqualTo(ActionStatus.COMPLETE);
              assertThat(state.attempt()).isEqualTo(1);
            });
    assertThat(world.scripted.refused()).isBetween(1, 200); // without budgets: 547
  }

  @Test
  void what_one_run_has_met_the_next_one_knows() {
    var world = new EngineWorld(fleet());
    world.scripted.letThrough(20, Duration.ofSeconds(5));
    world.turn();
    var budget = world.budgets.live(world.clock.instant()).getFirst();

    assertThat(budget.service()).isEqualTo("test");
    assertThat(budget.perMinute()).isEqualTo(100 * 12 / 2); // 100 calls in 5 s, halved
  }

  @Test
  void a_budget_holds_starts_back_until_it_allows_them() {
    var world = new EngineWorld(fleet());
    world.budgets.slowed(
        EngineWorld.TARGET.account(),
        EngineWorld.TARGET.region(),
        "test",
        240,
        world.clock.instant());

    var result = world.turn();

    assertThat(world.scripted.effects).hasSize(10); // 120 a minute, of which 5 s at once
    assertThat(result.next()).isEqualTo(TurnResult.Next.PARK);
    assertThat(result.wakeInSeconds()).isEqualTo(5);
  }

  @Test
  void the_budget_of_another_service_holds_nothing_back() {
    var world = new EngineWorld(fleet());
    world.budgets.slowed(
        EngineWorld.TARGET.account(),
        EngineWorld.TARGET.region(),
        "ec2",
        240,
        world.clock.instant());

    world.turn();

    assertThat(world.scripted.effects).hasSize(ACTIONS);
  }

  private static Action[] fleet() {
    return IntStream.range(0, ACTIONS)
        .mapToObj(i -> action("a" + i, Json.object()))
        .toArray(Action[]::new);
  }
}
