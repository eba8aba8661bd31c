package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.local.time.ExecutionTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One execution while it runs: its row, which is saved before each step, and the wait that it is
 * in. Its own thread carries it on; others answer its token, stop it, or pause it.
 */
final class Execution {
  private final ExecutionStore store;
  private final ExecutionTime time;
  private final @Nullable Instant deadline;
  private final CompletableFuture<ExecutionRow> end = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private CompletableFuture<Void> signal = new CompletableFuture<>();
  private boolean paused;
  private ExecutionRow row;

  /** Leaves the execution's thread: it has ended, or is paused. */
  static final class LeaveException extends RuntimeException {
    LeaveException() {
      super("the execution goes no further", null, false, false);
    }
  }

  Execution(
      ExecutionRow row, ExecutionStore store, ExecutionTime time, @Nullable Duration timeout) {
    this.row = row;
    this.store = store;
    this.time = time;
    this.deadline = timeout == null ? null : row.startedAt().plus(timeout);
  }

  ExecutionRow row() {
    lock.lock();
    try {
      return row;
    } finally {
      lock.unlock();
    }
  }

  /** Ends with the row: of an execution that has ended, or that is paused. */
  CompletableFuture<ExecutionRow> end() {
    return end;
  }

  /**
   * Takes a step, on the execution's own thread. The row is saved before this returns.
   *
   * @throws LeaveException if others have ended or paused it, or its time is over
   */
  ExecutionRow step(UnaryOperator<ExecutionRow> change) {
    lock.lock();
    try {
      leaveIfOver();
      row = change.apply(row);
      store.save(row);
      if (!row.isRunning()) {
        end.complete(row);
        throw new LeaveException();
      }
      return row;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a time.
   *
   * @throws LeaveException as {@link #step}
   */
  void waitUntil(Instant until) {
    while (time.now().isBefore(until)) {
      waitOnce(until, false);
    }
    lock.lock();
    try {
      leaveIfOver();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the token is answered, and takes note of the answer; or until a time, from which on
   * no answer counts.
   *
   * @param until null for as long as the execution may take
   * @return null if the time came first
   * @throws LeaveException as {@link #step}
   */
  @Nullable JsonNode waitForAnswer(@Nullable Instant until) {
    while (true) {
      var over = until != null && !time.now().isBefore(until);
      lock.lock();
      try {
        leaveIfOver();
        var answer = row.answer();
        if (answer != null || over) {
          row = row.withoutToken();
          store.save(row);
          return answer;
        }
      } finally {
        lock.unlock();
      }
      waitOnce(until == null ? Instant.MAX : until, true);
    }
  }

  private void waitOnce(Instant until, boolean untilAnswer) {
    CompletableFuture<Void> wake;
    lock.lock();
    try {
      leaveIfOver();
      if (untilAnswer && row.answer() != null) {
        return;
      }
      signal = new CompletableFuture<>();
      wake = signal;
    } finally {
      lock.unlock();
    }
    try {
      time.waitUntil(deadline != null && deadline.isBefore(until) ? deadline : until, wake);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pause();
    }
  }

  /** Under the lock. */
  private void leaveIfOver() {
    if (paused || !row.isRunning()) {
      throw new LeaveException();
    }
    if (deadline != null && !time.now().isBefore(deadline)) {
      endAs(row.failed(ExecutionStatus.TIMED_OUT, StateError.TIMEOUT, null, HistoryEvents.ENDED));
      throw new LeaveException();
    }
  }

  /** Under the lock. */
  private void endAs(ExecutionRow last) {
    row = last;
    store.save(last);
    end.complete(last);
    signal.complete(null);
  }

  /** Answers the token, if it waits for this one. The answer is kept before this returns. */
  boolean answer(String token, JsonNode output) {
    lock.lock();
    try {
      if (paused || !row.awaits(token)) {
        return false;
      }
      row = row.answered(output);
      store.save(row);
      signal.complete(null);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void stop(String error, String cause) {
    lock.lock();
    try {
      if (row.isRunning() && !paused) {
        endAs(row.failed(ExecutionStatus.ABORTED, error, cause, HistoryEvents.ENDED));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets it go no further; its row says where it can be carried on from. */
  void pause() {
    lock.lock();
    try {
      paused = true;
      end.complete(row);
      signal.complete(null);
    } finally {
      lock.unlock();
    }
  }
}
