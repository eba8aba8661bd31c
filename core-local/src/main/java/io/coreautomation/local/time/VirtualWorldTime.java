package io.coreautomation.local.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The twin's time. At the pace {@link Pace#INSTANT} it stands still while a participant works, and
 * jumps to the earliest time that somebody waits for as soon as all participants wait; at another
 * pace it goes by evenly. It never goes back, also not over a restart. Thread-safe.
 *
 * <p>A thread counts as waiting while it is in {@code waitUntil}, and no longer from the moment
 * that ends its wait on: so of two that were woken at one time, neither jumps ahead of the other. A
 * participant that is blocked elsewhere counts as working: it must not wait for the world's time
 * through another thread.
 */
public final class VirtualWorldTime implements ExecutionTime {
  /** Of our time, that an even pace is reserved ahead. */
  private static final Duration AHEAD = Duration.ofMillis(500);

  private final Pace pace;
  private final Clock wall;
  private final Consumer<Instant> kept;
  private final Instant wallStart;
  private final Instant start;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> participants = new HashSet<>();
  private final Set<Thread> followers = new HashSet<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private Instant jumpedTo;
  private Instant reserved;

  private record Waiter(Thread thread, Instant until, CompletableFuture<Boolean> over) {}

  /**
   * @param start the world's time now: what was kept last, or any time for a new world
   * @param kept is given each time that was reached, before anybody can know it, and at an even
   *     pace a little ahead of that: a process that is killed leaves nothing of the future. It must
   *     not wait for time
   * @param wall our own time, which the world's follows unless the pace is instant
   */
  public VirtualWorldTime(Pace pace, Instant start, Consumer<Instant> kept, Clock wall) {
    this.pace = pace;
    this.start = start;
    this.jumpedTo = start;
    this.reserved = start;
    this.kept = kept;
    this.wall = wall;
    this.wallStart = wall.instant();
  }

  @Override
  public Instant now() {
    lock.lock();
    try {
      if (pace instanceof Pace.Scaled scaled) {
        var gone = scaled.worldTime(Duration.between(wallStart, wall.instant()));
        jumpedTo = latest(jumpedTo, start.plus(gone));
        if (jumpedTo.isAfter(reserved)) {
          reserved = jumpedTo.plus(scaled.worldTime(AHEAD));
          kept.accept(reserved);
        }
      }
      return jumpedTo;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the time as it is: nobody reads it any more. */
  public void stop() {
    kept.accept(now());
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  @Override
  public void enter(Thread participant) {
    lock.lock();
    try {
      participants.add(participant);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void follow(Thread participant) {
    lock.lock();
    try {
      participants.add(participant);
      followers.add(participant);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void leave(Thread participant) {
    lock.lock();
    try {
      participants.remove(participant);
      followers.remove(participant);
      if (pace instanceof Pace.Instant) {
        jumpIfAllWait();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void waitUntil(Instant time) throws InterruptedException {
    waitUntil(time, new CompletableFuture<>());
  }

  @Override
  public boolean waitUntil(Instant time, CompletableFuture<?> happened)
      throws InterruptedException {
    if (happened.isDone() || !now().isBefore(time)) {
      return happened.isDone();
    }
    return switch (pace) {
      case Pace.Scaled scaled -> waitEvenly(scaled, time, happened);
      case Pace.Instant _ -> waitForJump(time, happened);
    };
  }

  private boolean waitEvenly(Pace.Scaled scaled, Instant time, CompletableFuture<?> happened)
      throws InterruptedException {
    for (var now = now(); now.isBefore(time); now = now()) {
      if (SystemWorldTime.isDoneWithin(scaled.ours(Duration.between(now, time)), happened)) {
        return true;
      }
    }
    return happened.isDone();
  }

  private boolean waitForJump(Instant time, CompletableFuture<?> happened)
      throws InterruptedException {
    var waiter = new Waiter(Thread.currentThread(), time, new CompletableFuture<>());
    lock.lock();
    try {
      waiters.add(waiter);
    } finally {
      lock.unlock();
    }
    // Not before it is in the list, else it could be told before it can hear.
    var _ = happened.whenComplete((_, _) -> release(waiter, true));
    lock.lock();
    try {
      jumpIfAllWait();
    } finally {
      lock.unlock();
    }
    try {
      return waiter.over().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a wait ends, it does not fail", e);
    } finally {
      release(waiter, false); // of one that was interrupted
    }
  }

  private void release(Waiter waiter, boolean happened) {
    lock.lock();
    try {
      if (waiters.remove(waiter)) {
        waiter.over().complete(happened);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private void jumpIfAllWait() {
    var earliest = earliest();
    if (earliest == null || earliest.equals(Instant.MAX) || !allWait()) {
      return; // who waits until the end of time waits for something to happen
    }
    if (waiters.stream().allMatch(waiter -> followers.contains(waiter.thread()))) {
      return; // nobody has anything to wait for
    }
    if (earliest.isAfter(jumpedTo)) {
      jumpedTo = earliest;
      kept.accept(earliest);
    }
    for (var waiter : List.copyOf(waiters)) {
      if (!waiter.until().isAfter(jumpedTo)) {
        release(waiter, false);
      }
    }
  }

  private boolean allWait() {
    var waiting = new HashSet<Thread>();
    waiters.forEach(waiter -> waiting.add(waiter.thread()));
    return waiting.containsAll(participants);
  }

  private @Nullable Instant earliest() {
    return waiters.stream().map(Waiter::until).min(Instant::compareTo).orElse(null);
  }
}
