package io.coreautomation.execute.reap;

/** What the reaper made of a run. */
public enum Finding {
  /** It is at its end. */
  ENDED,
  /** Its execution runs. */
  ALIVE,
  /** It is too young to be judged, or an operator holds it. */
  LEFT_ALONE,
  /** Its request was handed to the invoker again. */
  CARRIED_OUT,
  /** Its execution was dead; the next one goes on. */
  RESTARTED,
  /** What somebody had asked of it was brought to it. */
  DELIVERED,
  /** It died again soon after it was restarted: the next restart comes later. */
  HELD_BACK,
  /** Nobody could tell; the next sweep tries again. */
  UNKNOWN
}
