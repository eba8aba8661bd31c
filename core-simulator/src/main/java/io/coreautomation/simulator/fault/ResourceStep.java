package io.coreautomation.simulator.fault;

/** What is done to a resource when a fault hits it. */
public enum ResourceStep {
  CREATE,
  UPDATE,
  /** A delete, be it of the stack, of a cleanup, or of a rollback. */
  DELETE,
  /** The way back to an earlier state in the rollback of an update. */
  ROLLBACK
}
