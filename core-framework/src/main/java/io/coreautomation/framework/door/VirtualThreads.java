package io.coreautomation.framework.door;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Concurrency by virtual threads, in Lambda and on a laptop, with at most so many calls at a time.
 */
public final class VirtualThreads implements Concurrency {
  private final int atOnce;

  public VirtualThreads(int atOnce) {
    this.atOnce = atOnce;
  }

  @Override
  public <T> List<T> all(List<? extends Callable<T>> calls) {
    var places = new Semaphore(atOnce);
    var futures = new ArrayList<Future<T>>(calls.size());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : calls) {
        futures.add(
            executor.submit(
                () -> {
                  places.acquire();
                  try {
                    return call.call();
                  } finally {
                    places.release();
                  }
                }));
      }
    }
    var results = new ArrayList<T>(calls.size());
    for (var future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a call that had ended", e);
    }
  }
}
