package io.coreautomation.cli.run;

import io.coreautomation.framework.coordinates.RunId;

/** Thrown when a person stops following a run. */
public final class RunInterruptedException extends RuntimeException {
  private final String text;

  private RunInterruptedException(String text, InterruptedException cause) {
    super(text, cause);
    this.text = text;
  }

  /** The run was carried out here: it is paused at its last checkpoint. */
  static RunInterruptedException paused(RunId run, String world, InterruptedException cause) {
    return new RunInterruptedException(
        "interrupted: run "
            + run.shortId()
            + " is paused at its last checkpoint. Carry on with: core resume "
            + run.shortId()
            + world,
        cause);
  }

  /** Another process carries the run out: nothing happens to it. */
  static RunInterruptedException detached(RunId run, String world, InterruptedException cause) {
    return new RunInterruptedException(
        "detached: run "
            + run.shortId()
            + " goes on. Look at it again with: core watch "
            + run.shortId()
            + world,
        cause);
  }

  /** What to say about it. */
  public String text() {
    return text;
  }
}
