package io.coreautomation.local.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** World time of real accounts and endpoints: the system's. It waits for nobody. */
public final class SystemWorldTime implements ExecutionTime {
  private final Clock clock;

  public SystemWorldTime(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void enter(Thread participant) {}

  @Override
  public void follow(Thread participant) {}

  @Override
  public void leave(Thread participant) {}

  @Override
  public void waitUntil(Instant time) throws InterruptedException {
    waitUntil(time, new CompletableFuture<>());
  }

  @Override
  public boolean waitUntil(Instant time, CompletableFuture<?> happened)
      throws InterruptedException {
    // Again and again, as the system's clock may be set while we wait.
    for (var left = left(time); left.isPositive(); left = left(time)) {
      if (isDoneWithin(left, happened)) {
        return true;
      }
    }
    return happened.isDone();
  }

  private Duration left(Instant time) {
    return Duration.between(clock.instant(), time);
  }

  static boolean isDoneWithin(Duration time, CompletableFuture<?> happened)
      throws InterruptedException {
    try {
      happened.get(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      return true; // it failed, so it has happened
    } catch (TimeoutException e) {
      return false;
    }
  }
}
