package io.coreautomation.db.idempotency;

import io.coreautomation.db.table.Condition;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;

/** The keys under which callers may repeat a request. */
public final class Idempotency {
  /** How long a key stands for its run. */
  public static final Duration KEPT = Duration.ofHours(24);

  private final Tables tables;
  private final Clock clock;

  public Idempotency(Tables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * Claims a key for a run, unless it stands for one.
   *
   * @return the run that the key stands for: {@code runId}, or that of the first request
   * @throws ProblemException if the key stands for another request
   */
  public RunId claim(String principal, String key, Digest requestDigest, RunId runId) {
    while (true) {
      var now = clock.instant();
      var stored = tables.get(IdempotencyRow.ROW, IdempotencyRow.key(principal, key));
      if (stored.isPresent() && stored.get().expiresAt().isAfter(now)) {
        return replayed(stored.get(), requestDigest);
      }
      var claim = new IdempotencyRow(key, principal, requestDigest, runId, now.plus(KEPT));
      try {
        tables.put(
            IdempotencyRow.ROW,
            claim,
            stored
                .map(old -> Condition.attributeEquals("runId", old.runId()))
                .orElse(Condition.notExists()));
        return runId;
      } catch (ConditionFailedException e) {
        // Somebody claimed it since, or the expired row went: the next round sees which.
      }
    }
  }

  private static RunId replayed(IdempotencyRow stored, Digest requestDigest) {
    if (!stored.requestDigest().equals(requestDigest)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.CONFLICT,
              "the idempotency key '" + stored.key() + "' stands for another request",
              "Use a new key for a new request."));
    }
    return stored.runId();
  }
}
