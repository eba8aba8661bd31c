package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Does what a Lambda function does in AWS.
 *
 * <p>An exception fails the task: the error's name is that of a {@link TaskFailure}, or the
 * exception's class as Lambda's Java runtime names it.
 */
@FunctionalInterface
public interface TaskHandler {
  /**
   * Carries out one invocation. It may be called again with the same payload: after a retry, and
   * after a restart.
   *
   * @param function the function's name or ARN, as the state machine spells it
   */
  JsonNode handle(String function, JsonNode payload, TaskContext context) throws Exception;

  /**
   * Where an invocation comes from.
   *
   * @param retry how often this task was tried before
   * @param token what answers the task, if the state waits for that
   */
  record TaskContext(String execution, String state, int retry, @Nullable String token) {}

  /** A failure that names its error, as AWS services do. */
  final class TaskFailure extends Exception {
    private final String error;

    public TaskFailure(String error, String cause) {
      super(cause);
      this.error = error;
    }

    /** Such as {@code Lambda.TooManyRequestsException}. */
    public String error() {
      return error;
    }
  }
}
