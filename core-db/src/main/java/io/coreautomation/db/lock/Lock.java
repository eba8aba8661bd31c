package io.coreautomation.db.lock;

import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;

/**
 * A run's hold on a name, or its place in the line for it.
 *
 * @param name as {@link LockNames} make it
 * @param prn that the run works on
 * @param principal who asked for the run
 * @param since when it took the name, or its place in line
 */
public record Lock(String name, RunId owner, Prn prn, String principal, Instant since) {
  /** Who has it, and since when. */
  public String text() {
    return principal + "'s run " + owner + " has " + name + ", since " + since;
  }
}
