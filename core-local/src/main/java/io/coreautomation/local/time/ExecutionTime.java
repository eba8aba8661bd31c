package io.coreautomation.local.time;

import io.coreautomation.framework.door.WorldTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * World time as those see it who take part in the world: while one of them works, a virtual clock
 * stands still.
 */
public interface ExecutionTime extends WorldTime {
  /** From now on the thread takes part. It need not run yet. */
  void enter(Thread participant);

  /**
   * As {@link #enter}, for one that lives by what the others do: time waits for it, but does not go
   * on for its sake alone.
   */
  void follow(Thread participant);

  /** The thread takes part no longer. */
  void leave(Thread participant);

  /**
   * Waits until the world's time is so late, or until something has happened, whichever is first.
   *
   * @return true if it has happened
   */
  boolean waitUntil(Instant time, CompletableFuture<?> happened) throws InterruptedException;
}
