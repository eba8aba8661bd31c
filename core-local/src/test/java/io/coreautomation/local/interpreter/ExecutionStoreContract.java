package io.coreautomation.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link ExecutionStore} does. */
abstract class ExecutionStoreContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

  protected abstract ExecutionStore store();

  private static ExecutionRow row(String name) {
    return ExecutionRow.started(name, Json.object().put("runId", "r1"), "Execute", NOW);
  }

  @Test
  void a_row_is_read_as_it_was_written() {
    var row = row("deploy-1").retried(1, 3, NOW.plusSeconds(7), 3).awaiting("token");
    store().create(row("deploy-1"));
    store().save(row);

    assertThat(store().find("deploy-1")).contains(row);
  }

  @Test
  void jsons_null_is_another_answer_than_none() {
    var answered = row("deploy-1").awaiting("token").answered(NullNode.getInstance());
    store().create(answered);

    assertThat(store().find("deploy-1")).contains(answered);
    assertThat(answered.awaits("token")).isFalse();
  }

  @Test
  void a_name_is_taken_for_ever() {
    assertThat(store().create(row("deploy-1"))).isTrue();
    assertThat(store().create(row("deploy-1"))).isFalse();

    store().save(row("deploy-1").succeeded(Json.object(), 2));
    assertThat(store().create(row("deploy-1"))).isFalse();
    assertThat(store().find("deploy-1").orElseThrow().status())
        .isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void only_those_that_have_not_ended_are_running() {
    store().create(row("b"));
    store().create(row("a"));
    store().create(row("c"));
    store().save(row("b").failed(ExecutionStatus.FAILED, "RunFailed", null, 1));

    assertThat(store().running()).extracting(ExecutionRow::name).containsExactly("a", "c");
  }

  @Test
  void what_was_never_started_is_not_found() {
    assertThat(store().find("nothing")).isEmpty();
    assertThat(store().running()).isEmpty();
  }
}
