package io.coreautomation.framework.run;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** How one action of a run stands. */
public enum ActionStatus {
  /** Not started; stays so if the run ends before its turn comes. */
  PENDING,
  /** The intent to start it is recorded; whether a call was made is not known. */
  STARTING,
  RUNNING,
  /** It is being called off; AWS has not settled yet. */
  CANCELLING,
  COMPLETE,
  FAILED,
  /** Its own condition said no. */
  SKIPPED,
  CANCELLED,
  /** A call was made whose outcome nobody knows: a person settles it. */
  UNKNOWN;

  private static final Map<ActionStatus, Set<ActionStatus>> MOVES =
      Map.ofEntries(
          entry(PENDING, Set.of(STARTING, SKIPPED, CANCELLED)),
          // FAILED: what it refers to is not there, so it never got as far as a call.
          entry(STARTING, Set.of(RUNNING, COMPLETE, FAILED, UNKNOWN, CANCELLING)),
          entry(RUNNING, Set.of(COMPLETE, FAILED, CANCELLING, UNKNOWN)),
          entry(CANCELLING, Set.of(COMPLETE, FAILED, CANCELLED, UNKNOWN)),
          entry(COMPLETE, Set.of()),
          entry(FAILED, Set.of()),
          entry(SKIPPED, Set.of()),
          entry(CANCELLED, Set.of()),
          entry(UNKNOWN, Set.of()));

  public boolean isTerminal() {
    return MOVES.getOrDefault(this, Set.of()).isEmpty();
  }

  /** Whether work for it may be under way in AWS. */
  public boolean isActive() {
    return this == STARTING || this == RUNNING || this == CANCELLING;
  }

  /** Whether the engine may move an action from here to {@code next}. */
  public boolean canBecome(ActionStatus next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }
}
