package io.coreautomation.framework.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.door.RunLauncher.Start;
import io.coreautomation.framework.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link RunLauncher} does, with a state machine that waits for one task token and then
 * succeeds.
 */
public abstract class RunLauncherContract {
  private static final JsonNode INPUT = Json.object().put("runId", "r1");

  protected abstract RunLauncher launcher();

  /** The token that an execution waits for, as soon as it does. */
  protected abstract String tokenOf(String execution) throws Exception;

  /** Returns when an execution has ended. */
  protected abstract void awaitEnd(String execution) throws Exception;

  @Test
  void a_started_execution_runs() {
    assertThat(launcher().start("deploy-1", INPUT)).isEqualTo(Start.STARTED);

    assertThat(launcher().describe("deploy-1")).contains(ExecutionStatus.RUNNING);
  }

  @Test
  void a_name_starts_one_execution_whatever_the_input() {
    launcher().start("deploy-1", INPUT);

    assertThat(launcher().start("deploy-1", INPUT)).isEqualTo(Start.ALREADY_STARTED);
    assertThat(launcher().start("deploy-1", Json.object())).isEqualTo(Start.ALREADY_STARTED);
  }

  @Test
  void a_name_is_not_free_again_when_its_execution_has_ended() throws Exception {
    launcher().start("deploy-1", INPUT);
    launcher().stop("deploy-1", "Stopped", "by a test");
    awaitEnd("deploy-1");

    assertThat(launcher().start("deploy-1", INPUT)).isEqualTo(Start.ALREADY_STARTED);
    assertThat(launcher().describe("deploy-1")).contains(ExecutionStatus.ABORTED);
  }

  @Test
  void an_execution_that_nobody_started_is_not_there() {
    assertThat(launcher().describe("deploy-2")).isEmpty();
  }

  @Test
  void an_answered_token_lets_its_execution_go_on() throws Exception {
    launcher().start("deploy-1", INPUT);

    assertThat(launcher().wake(tokenOf("deploy-1"), Json.object())).isTrue();

    awaitEnd("deploy-1");
    assertThat(launcher().describe("deploy-1")).contains(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void a_token_is_answered_once() throws Exception {
    launcher().start("deploy-1", INPUT);
    var token = tokenOf("deploy-1");
    launcher().wake(token, Json.object());
    awaitEnd("deploy-1");

    assertThat(launcher().wake(token, Json.object())).isFalse();
  }

  @Test
  void a_token_that_nobody_waits_for_wakes_nobody() throws Exception {
    launcher().start("deploy-1", INPUT);
    var token = tokenOf("deploy-1");
    launcher().stop("deploy-1", "Stopped", "by a test");
    awaitEnd("deploy-1");

    assertThat(launcher().wake(token, Json.object())).isFalse();
    assertThat(launcher().wake("never-given", Json.object())).isFalse();
  }

  @Test
  void what_does_not_run_can_be_stopped_without_an_error() throws Exception {
    launcher().start("deploy-1", INPUT);
    launcher().wake(tokenOf("deploy-1"), Json.object());
    awaitEnd("deploy-1");

    launcher().stop("deploy-1", "Stopped", "by a test");
    launcher().stop("deploy-2", "Stopped", "by a test");

    assertThat(launcher().describe("deploy-1")).contains(ExecutionStatus.SUCCEEDED);
    assertThat(launcher().describe("deploy-2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "with:colon"})
  void what_is_no_name_is_refused(String name) {
    assertThatThrownBy(() -> launcher().start(name, INPUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an execution's name: '" + name + "'");
  }
}
