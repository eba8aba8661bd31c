package io.coreautomation.execute.simulation;

import java.util.EnumSet;
import java.util.Set;

/** What can go wrong, and how often at most, at each place where it can. */
enum Fault {
  /** The process dies before or after a call: an error that nobody catches. */
  CRASH(0.02),
  /** A service slows us down; the call has no effect. */
  THROTTLED(0.05),
  /** A call has its effect, but its answer never arrives. */
  ANSWER_LOST(0.03),
  /** The answer of a conditional write is lost, and its repetition meets the write itself. */
  OWN_WRITE_MET(0.05),
  /** A role may not do what it could do a moment ago. */
  DENIED(0.005),
  /** A call takes long: seconds at AWS, up to minutes at our own stores. */
  SLOW(0.01),
  /** Other things happen in the middle of a call. */
  INTERLEAVED(0.3),
  /** A turn is asked for twice. */
  INVOKED_TWICE(0.1),
  /** The token of a park comes late, maybe after the park is over. */
  TOKEN_LATE(0.1),
  /** A turn is done, but the state machine never hears of it. */
  RESULT_LOST(0.05),
  /** Somebody stops an execution. */
  STOPPED(0.01),
  /** Somebody starts another execution of a run that has one. */
  STARTED_TWICE(0.01),
  EVENT_LOST(0.3),
  EVENT_LATE(0.3),
  EVENT_DOUBLED(0.3),
  /** The clock goes forward by much. */
  CLOCK_JUMP(0.01);

  /** Those after which a run can end as if they had not been. */
  static final Set<Fault> MOMENTARY = EnumSet.complementOf(EnumSet.of(DENIED));

  /** Those that kill. */
  static final Set<Fault> DEADLY = EnumSet.of(CRASH, STOPPED, INTERLEAVED, INVOKED_TWICE);

  private final double most;

  Fault(double most) {
    this.most = most;
  }

  double most() {
    return most;
  }
}
