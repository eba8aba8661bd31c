package io.coreautomation.framework.door;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of a world that is not ours to move: AWS, or an emulator of it. */
public final class SystemWorldTime implements WorldTime {
  private final Clock clock;

  public SystemWorldTime(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void waitUntil(Instant time) throws InterruptedException {
    var left = Duration.between(now(), time);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
