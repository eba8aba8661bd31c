package io.coreautomation.framework.door;

import java.time.Instant;

/**
 * The time of the world that a run works on: parks, polls, time-outs, the durations of stacks.
 * Virtual on the twin, the system's elsewhere. What people read (when a run started) is wall time,
 * a {@link java.time.Clock}.
 */
public interface WorldTime {
  Instant now();

  /**
   * Waits until the world's time is at least so late. A virtual clock jumps there when everybody
   * who uses it waits.
   */
  void waitUntil(Instant time) throws InterruptedException;
}
