package io.coreautomation.execute.reap;

import static io.coreautomation.execute.reap.ReapWorld.execution;
import static io.coreautomation.execute.reap.ReapWorld.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NextGenerationTest {
  private final ReapWorld world = new ReapWorld();

  @ParameterizedTest
  @EnumSource(value = ExecutionStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void the_next_execution_takes_the_place_of_one_that_has_ended(ExecutionStatus end) {
    var row = world.working(1);
    world.left(row, 1, 7, false);
    world.ends(1, 1, end);

    var started = world.next.start(row);

    assertThat(started).isEqualTo(world.row(1));
    assertThat(started.generation()).isEqualTo(2);
    assertThat(started.status()).hasToString("DEPLOY_IN_PROGRESS");
    assertThat(world.executions.inputs)
        .containsOnlyKeys(execution(1, 2))
        .containsValue(
            Json.parse(
                """
                {"runId":"%s","generation":2,"turn":7,"next":"continue","wakeInSeconds":0,
                 "wakeCounter":0}\
                """
                    .formatted(id(1))));
    assertThat(world.events(1))
        .containsExactly("%s was %s; generation 2 goes on".formatted(execution(1, 1), end));
  }

  @Test
  void an_execution_that_runs_stays() {
    var row = world.working(1);

    assertThat(world.next.start(row)).isEqualTo(row);

    assertThat(world.executions.inputs).isEmpty();
  }

  @Test
  void to_start_twice_is_to_start_once() {
    var row = world.working(1);
    world.ends(1, 1, ExecutionStatus.ABORTED);

    var first = world.next.start(row);
    var second = world.next.start(row); // by somebody who has not seen the first

    assertThat(second).isEqualTo(first);
    assertThat(world.executions.inputs).containsOnlyKeys(execution(1, 2));
  }

  @Test
  void a_start_that_died_after_the_generation_was_raised_is_made_good() {
    var row = world.working(1);
    world.ends(1, 1, ExecutionStatus.FAILED);
    world.executions.beforeStart(
        () -> {
          throw new IllegalStateException("the process dies");
        });
    assertThatThrownBy(() -> world.next.start(row)).hasMessage("the process dies");
    assertThat(world.executions.inputs).isEmpty();

    assertThat(world.next.start(world.row(1)).generation()).isEqualTo(2);

    assertThat(world.executions.inputs).containsOnlyKeys(execution(1, 2));
    assertThat(world.events(1)).hasSize(1);
  }

  @Test
  void a_hand_over_whose_start_got_lost_is_made_good_in_its_own_generation() {
    var row = world.working(1);
    world.left(row, 2, 900, false); // the last turn of generation 1 has raised it
    world.ends(1, 1, ExecutionStatus.FAILED);

    assertThat(world.next.start(row).generation()).isEqualTo(2);

    assertThat(world.executions.inputs).containsOnlyKeys(execution(1, 2));
  }

  @Test
  void after_hand_overs_it_is_the_newest_execution_that_counts() {
    var row = world.working(1);
    world.left(row, 3, 2_000, false);
    world.ends(1, 1, ExecutionStatus.SUCCEEDED);
    world.ends(1, 2, ExecutionStatus.SUCCEEDED);
    world.ends(1, 3, ExecutionStatus.RUNNING);
    assertThat(world.next.start(row)).isEqualTo(row);

    world.ends(1, 3, ExecutionStatus.TIMED_OUT);
    assertThat(world.next.start(row).generation()).isEqualTo(4);

    assertThat(world.executions.inputs).containsOnlyKeys(execution(1, 4));
  }

  @Test
  void a_run_that_ended_meanwhile_is_not_started_again() {
    var row = world.working(1);
    world.ends(1, 1, ExecutionStatus.SUCCEEDED);
    var ended = world.move(row, State.COMPLETE);

    assertThat(world.next.start(row)).isEqualTo(ended);

    assertThat(world.executions.inputs).isEmpty();
  }

  @Test
  void a_run_that_is_not_compiled_has_no_execution_to_start() {
    var row = world.requested(1);

    assertThatThrownBy(() -> world.next.start(row))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run " + id(1) + " is COMPILE_REQUESTED");
  }
}
