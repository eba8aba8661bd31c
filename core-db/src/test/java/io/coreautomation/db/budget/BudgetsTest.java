package io.coreautomation.db.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  private static final String ACCOUNT = "210000000011";
  private static final String REGION = "eu-west-1";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryTables tables = new InMemoryTables();
  private final Budgets budgets = new Budgets(tables);

  @Test
  void in_quiet_times_there_are_no_budgets() {
    assertThat(budgets.live(NOW)).isEmpty();
  }

  @Test
  void a_throttle_halves_what_the_run_did() {
    assertThat(slowed(1_000, NOW).allowed(NOW)).isEqualTo(500);
  }

  @Test
  void throttles_in_one_crowd_count_once_whichever_run_they_meet() {
    slowed(1_000, NOW);

    assertThat(slowed(1_000, NOW.plusSeconds(9)).perMinute()).isEqualTo(500);
    assertThat(slowed(1_000, NOW.plusSeconds(10)).perMinute()).isEqualTo(255);
  }

  @Test
  void a_run_that_does_less_than_it_may_is_halved_from_what_it_does() {
    slowed(1_000, NOW);

    assertThat(slowed(100, NOW.plusSeconds(60)).perMinute()).isEqualTo(50);
  }

  @Test
  void a_budget_grows_by_the_clock_alone() {
    var budget = slowed(1_000, NOW);

    assertThat(budget.allowed(NOW.plusSeconds(60))).isEqualTo(560);
    assertThat(budget.allowed(NOW.plus(Duration.ofMinutes(10)))).isEqualTo(1_100);
  }

  @Test
  void a_clock_that_goes_back_takes_nothing_away() {
    assertThat(slowed(1_000, NOW).allowed(NOW.minusSeconds(60))).isEqualTo(500);
  }

  @Test
  void however_often_it_is_halved_a_run_gets_on() {
    for (int i = 0; i < 20; i++) {
      slowed(10, NOW.plusSeconds(10L * i));
    }

    assertThat(budgets.live(NOW)).singleElement().extracting(Budget::perMinute).isEqualTo(6L);
  }

  @Test
  void what_was_not_slowed_down_for_an_hour_is_forgotten() {
    slowed(1_000, NOW);

    assertThat(budgets.live(NOW.plusSeconds(3_599))).hasSize(1);
    assertThat(budgets.live(NOW.plusSeconds(3_600))).isEmpty();
    assertThat(slowed(400, NOW.plusSeconds(3_600)).perMinute()).isEqualTo(200);
  }

  @Test
  void each_account_region_and_service_has_its_own() {
    slowed(1_000, NOW);
    budgets.slowed(ACCOUNT, "us-east-1", "cloudformation", 60, NOW);
    budgets.slowed(ACCOUNT, REGION, "ec2", 60, NOW);
    budgets.slowed("210000000012", REGION, "cloudformation", 60, NOW);

    assertThat(budgets.live(NOW))
        .extracting(Budget::perMinute)
        .containsExactlyInAnyOrder(500L, 30L, 30L, 30L);
  }

  private Budget slowed(double seen, Instant at) {
    return budgets.slowed(ACCOUNT, REGION, "cloudformation", seen, at);
  }
}
