package io.coreautomation.db.table;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Calls again where two transactions met on a row: neither condition failed, and the SDK does not
 * try again by itself. Like SQLite's busy time-out, it waits some milliseconds.
 */
final class Contention {
  private static final int ATTEMPTS = 8;
  private static final long FIRST_MILLIS = 10;

  <T> T retrying(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (TransactionConflictException | TransactionInProgressException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (TransactionCanceledException e) {
        if (attempt == ATTEMPTS || !isConflict(e)) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  /** A condition that failed is an answer, even where another row of the transaction was met. */
  private static boolean isConflict(TransactionCanceledException e) {
    var codes = e.cancellationReasons().stream().map(reason -> reason.code()).toList();
    return codes.contains("TransactionConflict") && !codes.contains("ConditionalCheckFailed");
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_MILLIS << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another transaction", e);
    }
  }
}
