package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution as it is kept: enough to enter its state again.
 *
 * @param state the state it is in; after the end, the last one
 * @param stateInput that state's raw input
 * @param since when the state, or its latest retry, began, in world time
 * @param retries how often each of the state's retriers was used, in their order; empty: never
 * @param token what answers the task, while it waits for that
 * @param answer what the token was answered with, until the execution has taken note of it
 * @param events how many history events Step Functions would have counted
 * @param output of one that succeeded
 * @param error of one that did not
 * @param cause of one that did not
 */
public record ExecutionRow(
    String name,
    JsonNode input,
    Instant startedAt,
    ExecutionStatus status,
    String state,
    JsonNode stateInput,
    Instant since,
    List<Integer> retries,
    @Nullable String token,
    @Nullable JsonNode answer,
    long events,
    @Nullable JsonNode output,
    @Nullable String error,
    @Nullable String cause) {
  public ExecutionRow {
    retries = List.copyOf(retries);
    if (events < 1) {
      throw new IllegalArgumentException("an execution has at least the event of its start");
    }
  }
}
