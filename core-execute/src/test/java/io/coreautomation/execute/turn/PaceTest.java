package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.db.budget.Budget;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Duration;
import java.util.ArrayList;
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
    var budget = world.budgets.live(world.instant()).getFirst();

    assertThat(budget.service()).isEqualTo("test");
    assertThat(budget.perMinute()).isEqualTo(100 * 12 / 2); // 100 calls in 5 s, halved
  }

  @Test
  void a_budget_holds_starts_back_until_it_allows_them() {
    var world = new EngineWorld(fleet());
    world.budgets.slowed(
        EngineWorld.TARGET.account(), EngineWorld.TARGET.region(), "test", 240, world.instant());

    var result = world.turn();

    assertThat(world.scripted.effects).hasSize(10); // 120 a minute, of which 5 s at once
    assertThat(result.next()).isEqualTo(TurnResult.Next.PARK);
    assertThat(result.wakeInSeconds()).isEqualTo(5);
  }

  @Test
  void the_budget_of_another_service_holds_nothing_back() {
    var world = new EngineWorld(fleet());
    world.budgets.slowed(
        EngineWorld.TARGET.account(), EngineWorld.TARGET.region(), "ec2", 240, world.instant());

    world.turn();

    assertThat(world.scripted.effects).hasSize(ACTIONS);
  }

  /** STS is asked once an account, at home: it has one budget, which costs no attempt. */
  @Test
  void a_throttled_sts_gets_a_budget_of_its_own_that_holds_back_what_has_no_session_yet() {
    var accounts =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    Action.of("a" + i, "TEST::Scripted", new Source("deployspec.yaml", 7, 3))
                        .target(new Target("%012d".formatted(300_000_000_000L + i), "eu-west-1"))
                        .build())
            .toArray(Action[]::new);
    var world = new EngineWorld(accounts);
    var asked = new ArrayList<String>();
    world.scripted.sessions =
        place -> {
          if (!world.open.contains(place.account())) {
            asked.add(place.account());
            if (asked.size() > 20 && asked.size() <= 60) {
              throw new ThrottledException("sts", "AssumeRole", new IllegalStateException());
            }
            world.open.add(place.account());
          }
        };

    world.turn();

    assertThat(world.budgets.live(world.instant()))
        .singleElement()
        .returns("sts", Budget::service)
        .returns(Budget.PLATFORM, Budget::account)
        .returns(60L * 12 / 2, Budget::perMinute); // 60 sessions in 5 s, halved
    asked.clear();
    world.pass(Duration.ofSeconds(5));
    world.turn();
    assertThat(asked).hasSizeLessThan(35); // 360 a minute
    world.drive();
    assertThat(IntStream.range(0, 60).mapToObj(i -> world.state("a" + i)))
        .allSatisfy(
            state -> {
              assertThat(state.status()).isEqualTo(ActionStatus.COMPLETE);
              assertThat(state.attempt()).isEqualTo(1);
            });
  }

  @Test
  void where_there_is_a_session_the_budget_of_sts_holds_nothing_back() {
    var world = new EngineWorld(fleet());
    world.budgets.slowed(Budget.PLATFORM, Budget.PLATFORM, "sts", 12, world.instant());

    world.turn();

    assertThat(world.scripted.effects).hasSize(ACTIONS);
  }

  private static Action[] fleet() {
    return IntStream.range(0, ACTIONS)
        .mapToObj(i -> action("a" + i, Json.object()))
        .toArray(Action[]::new);
  }
}
