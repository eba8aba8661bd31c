package io.coreautomation.execute.simulation;

/** The process dies. Not an exception: nobody may catch it but the world around the process. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash() {
    super("crash", null, false, false);
  }
}
