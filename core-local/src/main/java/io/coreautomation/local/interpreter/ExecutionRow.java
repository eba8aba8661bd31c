package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution as it is kept: enough to enter its state again.
 *
 * @param startedAt in world time
 * @param state the state it is in; after the end, the last one
 * @param stateInput that state's raw input
 * @param since when the state, or its latest retry, began or is to begin, in world time
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

  /** One that has just started. */
  static ExecutionRow started(String name, JsonNode input, String state, Instant now) {
    return new ExecutionRow(
        name,
        input,
        now,
        ExecutionStatus.RUNNING,
        state,
        input,
        now,
        List.of(),
        null,
        null,
        1 + HistoryEvents.ENTERED,
        null,
        null,
        null);
  }

  boolean isRunning() {
    return status == ExecutionStatus.RUNNING;
  }

  /** Whether it waits for this token, which nobody has answered yet. */
  boolean awaits(String given) {
    return isRunning() && given.equals(token) && answer == null;
  }

  /** How often the state was tried before. */
  int retryCount() {
    return retries.stream().mapToInt(Integer::intValue).sum();
  }

  int retriesOf(int retrier) {
    return retries.isEmpty() ? 0 : retries.get(retrier);
  }

  ExecutionRow entered(String next, JsonNode nextInput, Instant now, long moreEvents) {
    return with(next, nextInput, now, List.of(), null, null, moreEvents);
  }

  /** Another try of the state, at a time to come. */
  ExecutionRow retried(int retrier, int retriers, Instant at, long moreEvents) {
    var counts =
        retries.isEmpty()
            ? new java.util.ArrayList<>(Collections.nCopies(retriers, 0))
            : new java.util.ArrayList<>(retries);
    counts.set(retrier, counts.get(retrier) + 1);
    return with(state, stateInput, at, counts, null, null, moreEvents);
  }

  ExecutionRow awaiting(String newToken) {
    return with(state, stateInput, since, retries, newToken, null, 0);
  }

  ExecutionRow answered(JsonNode given) {
    return with(state, stateInput, since, retries, token, given, 0);
  }

  /** Waits for its token no longer. */
  ExecutionRow withoutToken() {
    return with(state, stateInput, since, retries, null, null, 0);
  }

  private ExecutionRow with(
      String newState,
      JsonNode newInput,
      Instant newSince,
      List<Integer> newRetries,
      @Nullable String newToken,
      @Nullable JsonNode newAnswer,
      long moreEvents) {
    return new ExecutionRow(
        name,
        input,
        startedAt,
        status,
        newState,
        newInput,
        newSince,
        newRetries,
        newToken,
        newAnswer,
        events + moreEvents,
        null,
        null,
        null);
  }

  ExecutionRow succeeded(JsonNode result, long moreEvents) {
    return ended(ExecutionStatus.SUCCEEDED, result, null, null, moreEvents);
  }

  ExecutionRow failed(
      ExecutionStatus how, @Nullable String newError, @Nullable String newCause, long moreEvents) {
    return ended(how, null, newError, newCause, moreEvents);
  }

  private ExecutionRow ended(
      ExecutionStatus how,
      @Nullable JsonNode result,
      @Nullable String newError,
      @Nullable String newCause,
      long moreEvents) {
    return new ExecutionRow(
        name,
        input,
        startedAt,
        how,
        state,
        stateInput,
        since,
        retries,
        null,
        null,
        events + moreEvents,
        result,
        newError,
        newCause);
  }
}
