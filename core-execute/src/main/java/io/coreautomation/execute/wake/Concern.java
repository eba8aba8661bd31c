package io.coreautomation.execute.wake;

import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.framework.coordinates.RunId;

/** Whom an event of AWS concerns. */
public sealed interface Concern {
  /**
   * The run whose token the event bears.
   *
   * @param stack the id of the stack that has come to rest
   */
  record OfRun(RunId run, String stack) implements Concern {}

  /** Whoever waits for a resource that has come to rest. */
  record OfWaiting(AwsResource resource) implements Concern {}

  /** Nobody, for a reason that is logged. */
  record OfNobody(String reason) implements Concern {}
}
