package io.coreautomation.db.account;

/** Whether an account takes changes. */
public enum AccountStatus {
  ACTIVE,
  /** Suspended or being closed: selectors report it as excluded. */
  SUSPENDED
}
