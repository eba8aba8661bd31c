package io.coreautomation.aws.access;

/** Which of an account's roles some work is done in. */
public enum RoleKind {
  /** Reads, and makes change sets. */
  PLAN,
  /** Changes what is there. */
  CHANGE
}
