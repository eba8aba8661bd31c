package io.coreautomation.db.idempotency;

import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import java.time.Instant;

/**
 * The run that a key stands for.
 *
 * @param key as the caller chose it
 * @param principal whose key it is: others may choose the same
 * @param expiresAt from then on the key is free again
 */
public record IdempotencyRow(
    String key, String principal, Digest requestDigest, RunId runId, Instant expiresAt) {
  static final RowType<IdempotencyRow> ROW =
      RowType.of(IdempotencyRow.class, row -> key(row.principal(), row.key()))
          .expires(IdempotencyRow::expiresAt)
          .build();

  /** Hashed, as what callers choose may be longer than a key can be. */
  static Key key(String principal, String key) {
    return new Key("IDEMPOTENCY#" + Digest.of(principal + "\n" + key), "IDEMPOTENCY");
  }
}
