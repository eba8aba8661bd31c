package io.coreautomation.cli.run;

import io.coreautomation.framework.coordinates.RunId;

/** Thrown when a person stops following a run: it is paused at its last checkpoint. */
public final class RunInterruptedException extends RuntimeException {
  private final transient RunId run;

  RunInterruptedException(RunId run, InterruptedException cause) {
    super("run " + run + " was interrupted", cause);
    this.run = run;
  }

  /** What to say about it. */
  public String text() {
    return "interrupted: run "
        + run.shortId()
        + " is paused at its last checkpoint. Carry on with: core resume "
        + run.shortId();
  }
}
