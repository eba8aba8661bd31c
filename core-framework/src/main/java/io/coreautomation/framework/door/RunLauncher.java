package io.coreautomation.framework.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Starts and wakes executions of the state machine. */
public interface RunLauncher {
  /** The name itself, if an execution may have it. */
  static String checkedName(String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
      throw new IllegalArgumentException("not an execution's name: '" + name + "'");
    }
    return name;
  }

  /**
   * Starts an execution under a name.
   *
   * <p>Implementations MUST start at most one execution under a name and answer {@link
   * Start#ALREADY_STARTED} for each further try.
   *
   * @param name at most 80 characters of {@code [A-Za-z0-9_-]}
   */
  Start start(String name, JsonNode input);

  /**
   * Answers a task token, so that the execution that waits for it goes on.
   *
   * @return false if nobody waits with this token: it timed out, was answered, or never was
   */
  boolean wake(String taskToken, JsonNode output);

  /** How an execution stands, or nothing if there is none of that name. */
  Optional<ExecutionStatus> describe(String name);

  /** Stops an execution that runs; one that does not is no error. */
  void stop(String name, String error, String cause);

  /** What became of a start. */
  enum Start {
    STARTED,
    ALREADY_STARTED
  }

  /** As Step Functions names them. */
  enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
  }
}
