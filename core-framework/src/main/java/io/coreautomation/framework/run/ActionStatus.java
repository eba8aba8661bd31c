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
          // FAILED: its condition, or what it refers to, cannot be told.
          entry(PENDING, Set.of(STARTING, SKIPPED, FAILED)),
          // PENDING: the call was refused for the moment, so nothing was started.
          entry(
              STARTING, Set.of(PENDING, RUNNING, COMPLETE, FAILED, UNKNOWN, CANCELLING, CANCELLED)),
          entry(RUNNING, Set.of(COMPLETE, FAILED, CANCELLING, UNKNOWN, CANCELLED)),
          entry(CANCELLING, Set.of(COMPLETE, FAILED, CANCELLED, UNKNOWN)),
          entry(COMPLETE, Set.of()),
          // What is over begins again only by a retry, its author's or an operator's.
          entry(FAILED, Set.of(PENDING, SKIPPED)),
          entry(SKIPPED, Set.of(PENDING)),
          entry(CANCELLED, Set.of(PENDING, SKIPPED)),
          // A person settles it.
          entry(UNKNOWN, Set.of(COMPLETE, FAILED)));

  private static final Set<ActionStatus> TERMINAL =
      Set.of(COMPLETE, FAILED, SKIPPED, CANCELLED, UNKNOWN);

  public boolean isTerminal() {
    return TERMINAL.contains(this);
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
