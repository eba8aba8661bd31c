package io.coreautomation.execute.operate;

import static io.coreautomation.execute.operate.OperatedRun.NOW;
import static io.coreautomation.execute.operate.OperatedRun.RUN;
import static io.coreautomation.execute.operate.OperatedRun.WALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.InMemoryLauncher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {
  private final InMemoryLauncher executions = new InMemoryLauncher();
  private final List<String> woken = new ArrayList<>();

  @Test
  void a_run_that_sleeps_is_woken() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    var waits = new Waits(run.tables);
    waits.park(RUN, 3, "token", waits.counter(RUN));
    asked(run, Verb.CANCEL);

    delivery(run).deliver(RUN);

    assertThat(woken).containsExactly("token");
    assertThat(run.commands.pending(RUN)).as("for its turn to apply").hasSize(1);
    assertThat(executions.started()).isEmpty();
  }

  @Test
  void a_run_in_the_midst_of_a_turn_is_counted_awake() {
    var run = new OperatedRun("DEPLOY_IN_PROGRESS");
    delivery(run).deliver(RUN);
    assertThat(new Waits(run.tables).counter(RUN)).isEqualTo(1);
    assertThat(woken).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DEPLOY_FAILED, RETRY",
    "DEPLOY_CANCELLED, RETRY",
    "DEPLOY_STALLED, RESUME",
    "DEPLOY_STALLED, CANCEL"
  })
  void a_run_that_has_ended_or_stalled_is_opened_again_and_its_next_execution_started(
      String status, Verb verb) {
    var run = new OperatedRun(status);
    asked(run, verb);

    delivery(run).deliver(RUN);

    assertThat(run.row().status()).hasToString("DEPLOY_REQUESTED");
    assertThat(run.row().generation()).isEqualTo(2);
    assertThat(run.events(Event.RUN_REOPENED))
        .containsExactly(
            "local:bob asked to " + verb.name().toLowerCase(Locale.ROOT) + " run 7c41d09e: mended");
    assertThat(executions.started())
        .containsOnly(
            Map.entry(
                "deploy-" + RUN + "-2",
                Json.parse(
                    """
                    {"runId": "%s", "generation": 2, "turn": 0, "next": "continue",
                     "wakeInSeconds": 0, "wakeCounter": 0}
                    """
                        .formatted(RUN))));
    assertThat(run.commands.pending(RUN)).as("for its turn to apply").hasSize(1);
  }

  @Test
  void who_dies_before_the_execution_is_started_is_mended_by_the_next_delivery() {
    var run = new OperatedRun("DEPLOY_FAILED");
    asked(run, Verb.RETRY);
    executions.failNext(1);
    assertThat(catchThrowable(() -> delivery(run).deliver(RUN)))
        .hasMessage("Step Functions did not answer. Try again.");

    delivery(run).deliver(RUN);
    delivery(run).deliver(RUN);

    assertThat(executions.started()).containsOnlyKeys("deploy-" + RUN + "-2");
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
    assertThat(executions.started()).isEmpty();
  }

  private static Command asked(OperatedRun run, Verb verb) {
    var command = Wish.of(RUN, verb, "mended", "local:bob").command("one", NOW);
    run.commands.request(command);
    return command;
  }

  private Delivery delivery(OperatedRun run) {
    return new Delivery(
        run.tables,
        run.store,
        new RunLauncher() {
          @Override
          public Start start(String name, JsonNode input) {
            return executions.start(name, input);
          }

          @Override
          public boolean wake(String taskToken, JsonNode output) {
            return woken.add(taskToken);
          }

          @Override
          public Optional<ExecutionStatus> describe(String name) {
            return executions.describe(name);
          }

          @Override
          public void stop(String name, String error, String cause) {
            executions.stop(name, error, cause);
          }
        },
        WALL);
  }
}
