package io.coreautomation.local.embedded;

/** Thrown when a person stops waiting in line for a world: nothing was started. */
public final class InterruptedWaitException extends RuntimeException {
  InterruptedWaitException(Exception cause) {
    super("interrupted while waiting for the world", cause);
  }
}
