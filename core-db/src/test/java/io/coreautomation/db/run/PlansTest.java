package io.coreautomation.db.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlansTest {
  private static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  private static final Digest PLAN = Digest.of("a plan");
  private static final Digest LIST = Digest.of("a list");

  private final Runs runs = new Runs(new InMemoryTables());
  private final Plans plans = runs.plans();

  private RunId ended(TaskVerb task, int number, Digest plan) {
    var row = RunSamples.of("0198f2c4-0000-7000-8000-00000000000" + number, task, AT, number);
    runs.create(row, RunSamples.event(row, "RUN_REQUESTED", number));
    row = move(row, Phase.COMPILE, State.COMPLETE, number);
    row = move(row, Phase.of(task), State.REQUESTED, number);
    runs.move(
        row,
        RunStatus.of(Phase.of(task), State.COMPLETE),
        c -> c.plan(plan).endedAt(RunSamples.TIME.plusSeconds(number)),
        RunSamples.event(row, "RUN_COMPLETE", number));
    return row.runId();
  }

  private RunRow move(RunRow row, Phase phase, State state, int number) {
    return runs.move(
        row,
        RunStatus.of(phase, state),
        c -> c.list(LIST),
        RunSamples.event(row, "RUN_" + state, number));
  }

  @Test
  void a_plan_is_found_by_the_beginning_of_its_digest_as_soon_as_its_run_has_ended() {
    var run = ended(TaskVerb.PLAN, 1, PLAN);

    var found = plans.find(PLAN.toString().substring(0, 15));

    assertThat(found.digest()).isEqualTo(PLAN);
    assertThat(found.run()).isEqualTo(run);
    assertThat(found.list()).isEqualTo(LIST);
    assertThat(found.expiresAt()).isEqualTo(found.madeAt().plus(Duration.ofDays(7)));
    assertThat(plans.find(PLAN.hex())).isEqualTo(found);
    assertThat(plans.of(AT.prn())).containsExactly(found);
  }

  @Test
  void of_one_plan_that_two_runs_have_made_the_newest_is_found() {
    ended(TaskVerb.PLAN, 1, PLAN);
    var second = ended(TaskVerb.PLAN, 2, PLAN);

    assertThat(plans.newest(PLAN).orElseThrow().run()).isEqualTo(second);
    assertThat(plans.of(AT.prn())).hasSize(2);
  }

  @Test
  void a_plan_knows_the_run_that_has_carried_it_out() {
    ended(TaskVerb.PLAN, 1, PLAN);
    var apply = ended(TaskVerb.APPLY, 2, PLAN);

    assertThat(plans.newest(PLAN).orElseThrow().appliedBy()).isEqualTo(apply);
  }

  @Test
  void a_plan_that_is_dropped_has_expired_and_is_gone_once_it_is_removed() {
    ended(TaskVerb.PLAN, 1, PLAN);
    var now = RunSamples.TIME.plusSeconds(60);

    plans.drop(PLAN, now);

    var dropped = plans.newest(PLAN).orElseThrow();
    assertThat(dropped.isExpired(now)).isTrue();
    assertThat(dropped.isExpired(now.minusSeconds(1))).isFalse();
    plans.remove(dropped);
    assertThat(plans.newest(PLAN)).isEmpty();
  }

  @Test
  void what_names_no_plan_is_told_apart_from_a_plan_that_there_is_not() {
    assertThatThrownBy(() -> plans.find("newest"))
        .hasMessage("'newest' names no plan. Give 'sha256-' and at least 4 digits of its digest.");
    assertThatThrownBy(() -> plans.find("sha256-0123"))
        .hasMessage(
            "there is no plan 'sha256-0123'. Plan again: it was dropped, has expired, or was never"
                + " made.");
  }
}
