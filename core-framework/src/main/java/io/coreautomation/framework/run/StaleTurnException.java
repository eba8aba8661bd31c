package io.coreautomation.framework.run;

/** Another turn has the run: whoever meets this stops, and touches nothing more. */
public final class StaleTurnException extends RuntimeException {
  public StaleTurnException(String message) {
    super(message);
  }
}
