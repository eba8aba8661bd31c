package io.coreautomation.execute.operate;

import static io.coreautomation.execute.operate.OperatedRun.NOW;
import static io.coreautomation.execute.operate.OperatedRun.RUN;
import static io.coreautomation.execute.operate.OperatedRun.WALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.wake.FakeExecutions;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.door.SystemWorldTime;
import io.coreautomation.framework.json.Json;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private final FakeExecutions executions = new FakeExecutions();

  @ParameterizedTest
  @ValueSource(strings = {"DEPLOY_STALLED", "DEPLOY_SUSPENDED", "DEPLOY_IN_PROGRESS"})
  void a_run_whose_execution_is_dead_is_given_the_next_one(String status) {
    var run = new OperatedRun(status);
    executions.executions.put(execution(1), ExecutionStatus.ABORTED);
    asked(run, Verb.RESUME);

    delivery(run).deliver(RUN);

    assertThat(executions.inputs).containsOnlyKeys(execution(2));
    assertThat(run.row().status()).hasToString(status);
    assertThat(run.row().generation()).isEqualTo(2);
    assertThat(run.commands.pending(RUN)).as("for its turn to apply").hasSize(1);
  }

  @Test
  void a_run_that_sleeps_is_woken() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    var waits = new Waits(run.tables);
    waits.park(RUN, 3, "token", waits.counter(RUN));
    executions.executions.put(execution(1), ExecutionStatus.RUNNING);
    asked(run, Verb.CANCEL);

    delivery(run).deliver(RUN);

    assertThat(executions.answered).containsExactly("token");
    assertThat(run.commands.pending(RUN)).as("for its turn to apply").hasSize(1);
    assertThat(executions.inputs).isEmpty();
  }

  @Test
  void a_run_in_the_midst_of_a_turn_is_counted_awake() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    executions.executions.put(execution(1), ExecutionStatus.RUNNING);
    delivery(run).deliver(RUN);
    assertThat(new Waits(run.tables).counter(RUN)).isEqualTo(1);
    assertThat(executions.answered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"DEPLOY_FAILED, RETRY", "DEPLOY_CANCELLED, RETRY"})
  void a_run_that_has_ended_is_opened_again_and_its_next_execution_started(
      String status, Verb verb) {
    var run = new OperatedRun(status);
    asked(run, verb);

    delivery(run).deliver(RUN);

    assertThat(run.row().status()).hasToString("DEPLOY_REQUESTED");
    assertThat(run.row().generation()).isEqualTo(2);
    assertThat(run.events(Event.RUN_REOPENED))
        .containsExactly(
            "local:bob asked to " + verb.name().toLowerCase(Locale.ROOT) + " run 7c41d09e: mended");
    assertThat(executions.inputs).containsOnlyKeys(execution(2));
    assertThat(executions.inputs.get(execution(2)))
        .isEqualTo(
            Json.parse(
                """
                {"runId": "%s", "generation": 2, "turn": 0, "next": "continue",
                 "wakeInSeconds": 0, "wakeCounter": 0}
                """
                    .formatted(RUN)));
    assertThat(run.commands.pending(RUN)).as("for its turn to apply").hasSize(1);
  }

  @Test
  void who_dies_before_the_execution_is_started_is_mended_by_the_next_delivery() {
    var run = new OperatedRun("DEPLOY_FAILED");
    asked(run, Verb.RETRY);
    executions.beforeStart(
        () -> {
          throw new IllegalStateException("killed");
        });
    assertThat(catchThrowable(() -> delivery(run).deliver(RUN))).hasMessage("killed");

    delivery(run).deliver(RUN);
    delivery(run).deliver(RUN);

    assertThat(executions.inputs).containsOnlyKeys(execution(2));
    assertThat(run.events(Event.RUN_REOPENED)).hasSize(1);
  }

  @Test
  void what_comes_too_late_for_a_run_is_answered_in_its_place() {
    var run = new OperatedRun("DEPLOY_COMPLETE");
    var cancel = asked(run, Verb.CANCEL);

    delivery(run).deliver(RUN);

    assertThat(run.commands.pending(RUN)).isEmpty();
    assertThat(run.commands.history(RUN))
        .containsExactly(new AppliedCommand(cancel, "the run is at its end: DEPLOY_COMPLETE", NOW));
    assertThat(executions.inputs).isEmpty();
  }

  private static Command asked(OperatedRun run, Verb verb) {
    var command = Wish.of(RUN, verb, "mended", "local:bob").command("one", NOW);
    run.commands.request(command);
    return command;
  }

  private static String execution(long generation) {
    return "deploy-" + RUN + "-" + generation;
  }

  private Delivery delivery(OperatedRun run) {
    return new Delivery(
        run.tables,
        new NextGeneration(run.runs, run.store, executions, new Restarts(run.tables), WALL),
        new Waker(new Waits(run.tables), executions, new SystemWorldTime(WALL)),
        WALL);
  }
}
