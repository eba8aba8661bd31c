package io.coreautomation.local.interpreter;

/** An error of a state as Step Functions names it: retried, caught, or the execution's end. */
final class StateError extends Exception {
  static final String TIMEOUT = "States.Timeout";
  static final String TASK_FAILED = "States.TaskFailed";
  static final String ALL = "States.ALL";

  private static final String RUNTIME = "States.Runtime";
  private static final String DATA_LIMIT = "States.DataLimitExceeded";

  private final String name;
  private final String cause;

  StateError(String name, String cause) {
    super(name + ": " + cause);
    this.name = name;
    this.cause = cause;
  }

  /** The data does not fit the state machine: nothing retries or catches that. */
  static StateError runtime(String cause) {
    return new StateError(RUNTIME, cause);
  }

  static StateError dataLimit(String state, int limit) {
    return new StateError(
        DATA_LIMIT,
        "The state '%s' returned a result with a size exceeding the maximum of %d bytes."
            .formatted(state, limit));
  }

  String name() {
    return name;
  }

  String cause() {
    return cause;
  }

  /** Whether one of the names that a Retry or Catch lists means this error. */
  boolean isAmong(Iterable<String> names) {
    for (var listed : names) {
      var meant =
          switch (listed) {
            case ALL -> !isTerminal();
            case TASK_FAILED -> !isTerminal() && !name.equals(TIMEOUT);
            default -> listed.equals(name);
          };
      if (meant) {
        return true;
      }
    }
    return false;
  }

  private boolean isTerminal() {
    return name.equals(RUNTIME) || name.equals(DATA_LIMIT);
  }
}
