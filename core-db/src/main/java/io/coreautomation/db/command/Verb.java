package io.coreautomation.db.command;

/** What an operator can ask of a run. */
public enum Verb {
  /** Start nothing more, cancel what can be, wait for the rest to settle, and end. */
  CANCEL,
  /** Start nothing more until resumed; what is in flight goes on. */
  SUSPEND,
  RESUME,
  /** Start an action that failed again; without an action, all that failed. */
  RETRY,
  /** Take an action that has not started as skipped. */
  SKIP,
  /** Say how an action ended of which nobody but a person can know. */
  SETTLE,
  /** Take back what the run has changed, as far as that can be. */
  ROLLBACK
}
