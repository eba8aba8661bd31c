package io.coreautomation.local.interpreter;

/**
 * How many events the history of an execution gets in Step Functions, which limits it to 25,000.
 * {@code ExecutionStarted} is one more.
 */
final class HistoryEvents {
  /** {@code …StateEntered}. */
  static final int ENTERED = 1;

  /** {@code …StateExited}; a Fail state has none. */
  static final int EXITED = 1;

  /** {@code ExecutionSucceeded}, {@code …Failed}, {@code …Aborted} or {@code …TimedOut}. */
  static final int ENDED = 1;

  private HistoryEvents() {}

  /**
   * One try of a task: {@code TaskScheduled}, {@code TaskStarted}, and how it ended; {@code
   * TaskSubmitted} before that where a token is waited for.
   *
   * @param submitted whether the function took the token
   */
  static int ofTry(boolean submitted) {
    return submitted ? 4 : 3;
  }
}
