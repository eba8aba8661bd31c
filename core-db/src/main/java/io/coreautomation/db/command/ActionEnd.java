package io.coreautomation.db.command;

/** How a person says that an action ended. */
public enum ActionEnd {
  COMPLETE,
  FAILED
}
