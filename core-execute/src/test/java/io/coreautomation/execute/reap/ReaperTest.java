package io.coreautomation.execute.reap;

import static io.coreautomation.execute.reap.ReapWorld.execution;
import static io.coreautomation.execute.reap.ReapWorld.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.sweep.Sweeps;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.InMemoryMailbox.Letter;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaperTest {
  private final ReapWorld world = new ReapWorld();

  @Test
  void a_sweep_restarts_what_is_dead_and_nothing_else() {
    world.working(1);
    world.working(2);
    world.ends(2, 1, ExecutionStatus.ABORTED);
    var stalled = world.move(world.working(3), State.STALLED);
    world.ends(3, 1, ExecutionStatus.FAILED);
    world.move(world.working(4), State.COMPLETE);
    world.ends(4, 1, ExecutionStatus.SUCCEEDED);
    world.move(world.working(5), State.SUSPENDED);
    world.ends(5, 1, ExecutionStatus.FAILED);

    assertThat(world.sweep())
        .isEqualTo(Map.of(Finding.ALIVE, 1, Finding.RESTARTED, 2, Finding.LEFT_ALONE, 1));

    assertThat(world.executions.inputs).containsOnlyKeys(execution(2, 2), execution(3, 2));
    assertThat(world.row(3).status()).isEqualTo(stalled.status()); // its first turn moves it on
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.ALIVE, 3, Finding.LEFT_ALONE, 1));
  }

  /** The execution that was woken for it may have died before its turn heard of it. */
  @Test
  void a_dead_run_that_is_suspended_goes_on_if_something_was_asked_of_it() {
    world.move(world.working(1), State.SUSPENDED);
    world.ends(1, 1, ExecutionStatus.ABORTED);
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.LEFT_ALONE, 1));

    world.commands.request(
        new Command(id(1), "1", Verb.RESUME, null, null, null, "local:me", world.clock.instant()));

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.DELIVERED, 1, Finding.LEFT_ALONE, 1));
    assertThat(world.executions.inputs).containsOnlyKeys(execution(1, 2));
  }

  @Test
  void what_was_asked_of_a_run_just_before_its_end_is_answered_although_nobody_asks_again() {
    var row = world.working(1);
    var asked =
        new Command(id(1), "1", Verb.CANCEL, null, null, null, "local:me", world.clock.instant());
    world.commands.request(asked);
    world.move(row, State.COMPLETE);

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.DELIVERED, 1));

    assertThat(world.commands.pending(id(1))).isEmpty();
    assertThat(world.commands.history(id(1)))
        .singleElement()
        .extracting(AppliedCommand::outcome)
        .isEqualTo("the run is at its end: DEPLOY_COMPLETE");
  }

  /** Its state says that a later execution has it, and that one was never started or is gone. */
  @Test
  void a_run_in_line_goes_on_where_its_state_stands() {
    var row = world.compiledAndRequested(world.requested(1));
    world.ends(1, 1, ExecutionStatus.SUCCEEDED);
    world.left(row, 2, 3, false);

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.RESTARTED, 1));
    assertThat(world.executions.inputs).containsOnlyKeys(execution(1, 2));
    assertThat(world.row(1).generation()).isEqualTo(2);
  }

  @Test
  void a_sweep_reads_page_after_page() {
    for (int i = 1; i <= 250; i++) {
      world.working(i);
    }

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.ALIVE, 250));
  }

  @Test
  void a_sweep_whose_time_is_over_is_gone_on_with_by_the_next_one() {
    for (int i = 1; i <= 250; i++) {
      world.working(i);
    }

    var shares = Stream.generate(() -> world.reaper.sweep(Duration.ZERO)).limit(4).toList();

    assertThat(shares)
        .containsExactly(
            Map.of(Finding.ALIVE, 100),
            Map.of(Finding.ALIVE, 100),
            Map.of(Finding.ALIVE, 50),
            Map.of(Finding.ALIVE, 100));
  }

  @Test
  void runs_that_hear_nothing_do_not_keep_what_was_asked_of_others_from_them() {
    for (int i = 1; i <= 250; i++) {
      world.working(i);
      asked(i); // its execution runs, but makes no turn
    }
    world.move(world.working(251), State.COMPLETE);
    asked(251);

    for (int share = 0; share < 2; share++) {
      world.reaper.sweep(Duration.ZERO);
      assertThat(world.commands.pending(id(251))).hasSize(1);
    }
    world.reaper.sweep(Duration.ZERO);

    assertThat(world.commands.pending(id(251))).isEmpty();
    assertThat(world.commands.pending(id(1))).hasSize(1);
  }

  @Test
  void all_of_more_than_a_hundred_runs_are_brought_in_one_sweep_what_was_asked_of_them() {
    for (int i = 1; i <= 150; i++) {
      world.move(world.working(i), State.COMPLETE);
      asked(i);
    }

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.DELIVERED, 150));
  }

  @Test
  void a_page_at_which_the_process_dies_does_not_keep_those_after_it_waiting() {
    for (int i = 1; i <= 101; i++) {
      world.move(world.working(i), State.COMPLETE);
      asked(i);
    }
    var dying =
        new Reaper(
            world.runs,
            world.commands,
            world.restarts,
            new Sweeps(world.tables),
            world.next,
            run -> {
              throw new OutOfMemoryError("a page too many");
            },
            world.mailbox,
            new VirtualThreads(1),
            world.clock);

    assertThatThrownBy(() -> dying.sweep(Duration.ofMinutes(1)))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.DELIVERED, 1));
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.DELIVERED, 100));
  }

  private void asked(int run) {
    world.commands.request(
        new Command(
            id(run), "1", Verb.SUSPEND, null, null, null, "local:me", world.clock.instant()));
  }

  @Test
  void a_run_that_cannot_be_looked_at_does_not_keep_the_others_from_it() {
    world.working(1);
    world.ends(1, 1, ExecutionStatus.ABORTED);
    world.working(2);
    world.ends(2, 1, ExecutionStatus.ABORTED);
    world.executions.beforeStart(
        () -> {
          throw new IllegalStateException("Step Functions does not answer");
        });

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.UNKNOWN, 1, Finding.RESTARTED, 1));
  }

  @Test
  void an_execution_that_ended_without_success_has_its_run_restarted_at_once() {
    world.working(1);
    world.ends(1, 1, ExecutionStatus.TIMED_OUT);

    assertThat(world.reaper.executionEnded(execution(1, 1))).isEqualTo(Finding.RESTARTED);
    assertThat(world.reaper.executionEnded(execution(1, 1))).isEqualTo(Finding.ALIVE);
  }

  @Test
  void the_execution_of_a_run_that_failed_by_itself_is_no_dead_one() {
    world.move(world.working(1), State.FAILED);
    world.ends(1, 1, ExecutionStatus.FAILED);

    assertThat(world.reaper.executionEnded(execution(1, 1))).isEqualTo(Finding.ENDED);
    assertThat(world.executions.inputs).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "console-test", "deploy-0198f2c4-0000-7000-8000-0000000000ff-1", "deploy-1-1"})
  void executions_that_drive_no_run_are_left_alone(String name) {
    assertThat(world.reaper.executionEnded(name)).isEqualTo(Finding.LEFT_ALONE);
  }

  @Test
  void restarts_that_get_a_run_no_further_come_ever_later() {
    var row = world.working(1);
    world.left(row, 1, 3, true);
    for (var pause : Reaper.PAUSES) {
      dies();
      assertThat(world.sweep()).isEqualTo(Map.of(Finding.RESTARTED, 1));
      dies();
      world.clock.pass(pause.minusSeconds(1));
      assertThat(world.sweep()).isEqualTo(Map.of(Finding.HELD_BACK, 1));
      world.clock.pass(Duration.ofSeconds(1));
    }
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.RESTARTED, 1));
    dies();
    world.clock.pass(Duration.ofMinutes(59));
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.HELD_BACK, 1));
  }

  @Test
  void a_run_that_got_further_since_is_restarted_at_once() {
    var row = world.working(1);
    world.left(row, 1, 3, false);
    dies();
    world.sweep();
    dies();
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.HELD_BACK, 1));

    world.left(row, 2, 4, false);

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.RESTARTED, 1));
  }

  @Test
  void an_operator_does_not_wait_for_the_pause() {
    world.working(1);
    dies();
    world.sweep();
    dies();

    assertThat(world.next.start(world.row(1)).generation()).isEqualTo(3);
  }

  private void dies() {
    world.ends(1, world.row(1).generation(), ExecutionStatus.FAILED);
  }

  @Test
  void a_request_that_nobody_took_up_is_carried_out_again_but_not_at_once() {
    var row = world.requested(1);
    world.clock.pass(Duration.ofMinutes(-60).plus(Reaper.REQUEST_PATIENCE).minusSeconds(1));
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.LEFT_ALONE, 1));
    world.clock.pass(Duration.ofSeconds(1));

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.CARRIED_OUT, 1));

    assertThat(world.mailbox.handedOver())
        .containsExactly(
            new Letter(Layer.INVOKER, Json.parse("{\"carryOut\":\"%s\"}".formatted(row.runId()))));
  }

  @Test
  void a_run_whose_first_execution_was_never_started_goes_back_to_the_invoker() {
    var row = world.requested(1);
    world.compiledAndRequested(row);

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.CARRIED_OUT, 1));

    assertThat(world.mailbox.handedOver()).hasSize(1);
    assertThat(world.row(1).generation()).isEqualTo(1);
  }

  @Test
  void a_run_of_a_minute_is_left_alone_by_the_sweep() {
    world.working(1);
    world.ends(1, 1, ExecutionStatus.ABORTED);
    world.clock.pass(Duration.ofMinutes(-60).plus(Reaper.GRACE).minusSeconds(1));
    assertThat(world.sweep()).isEqualTo(Map.of(Finding.LEFT_ALONE, 1));

    world.clock.pass(Duration.ofSeconds(1));

    assertThat(world.sweep()).isEqualTo(Map.of(Finding.RESTARTED, 1));
    assertThat(world.row(1).runId()).isEqualTo(id(1));
  }
}
