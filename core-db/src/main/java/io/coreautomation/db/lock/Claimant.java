package io.coreautomation.db.lock;

import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/**
 * A run that wants locks.
 *
 * @param now what its lock or its place in line is dated
 */
public record Claimant(RunId runId, Prn prn, String principal, Instant now) {
  Lock on(String name) {
    return new Lock(name, runId, prn, principal, now);
  }
}
