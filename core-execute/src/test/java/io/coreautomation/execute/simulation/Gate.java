package io.coreautomation.execute.simulation;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Stands in every door: each call of a process goes through it, takes time, and may go wrong. What
 * the world itself asks its stores goes straight through.
 */
final class Gate {
  private static final Duration LOOK_AHEAD = Duration.ofSeconds(2);
  private static final int DEEPEST = 3;

  /** As the clients of AWS do, so that no call outlives the claim that it was made under. */
  private static final Duration GIVES_UP_AFTER = Duration.ofSeconds(20);

  private final HandClock clock;
  private final Timeline timeline;
  private final Faults faults;
  private final Lambdas lambdas;
  private int calls;
  private boolean aside;

  /** Which door. */
  enum Door {
    STORE,
    TABLE,
    AWS,
    LAUNCHER;

    /** Whether its implementation for AWS makes problems of AWS's exceptions. */
    boolean translates() {
      return this == STORE || this == LAUNCHER;
    }
  }

  /** A service did not answer; the effect may be there or not. */
  static final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unavailable(String what) {
      super(what, null, false, false);
    }
  }

  /** A service slows the caller down. */
  static final class SlowDown extends RuntimeException {
    private static final long serialVersionUID = 1;

    SlowDown() {
      super("slow down", null, false, false);
    }
  }

  /** What a caller was allowed before is refused now. */
  static final class AccessDenied extends RuntimeException {
    private static final long serialVersionUID = 1;

    AccessDenied() {
      super("access denied", null, false, false);
    }
  }

  Gate(HandClock clock, Timeline timeline, Faults faults, Lambdas lambdas) {
    this.clock = clock;
    this.timeline = timeline;
    this.faults = faults;
    this.lambdas = lambdas;
  }

  int calls() {
    return calls;
  }

  /** Asks as nobody in the world: no fault, no time. */
  <T> T aside(Supplier<T> question) {
    var before = aside;
    aside = true;
    try {
      return question.get();
    } finally {
      aside = before;
    }
  }

  <T> T call(Door door, boolean writes, Supplier<T> call) {
    if (aside || !lambdas.isBusy()) {
      return call.get();
    }
    calls++;
    var began = clock.instant();
    clock.pass(faults.dice().millis(2, 30));
    lambdas.checkLimit();
    crash("before", door);
    if (faults.hit(Fault.THROTTLED)) {
      timeline.tell("throttled " + door);
      throw door.translates() ? problem(ProblemCode.THROTTLED, "slow down") : new SlowDown();
    }
    if (door == Door.AWS && faults.hit(Fault.DENIED)) {
      timeline.tell("denied");
      throw new AccessDenied();
    }
    interleave();
    lambdas.checkLimit();
    giveUp(door, began);
    var result = call.get();
    if (faults.hit(Fault.SLOW)) {
      // Our own stores may take as long as they like.
      clock.pass(door == Door.AWS ? faults.dice().seconds(1, 15) : faults.dice().seconds(5, 240));
      timeline.tell("slow " + door);
    }
    interleave();
    lambdas.checkLimit();
    giveUp(door, began);
    crash("after", door);
    if (writes && faults.hit(Fault.ANSWER_LOST)) {
      timeline.tell("lost answer of " + door);
      throw door.translates()
          ? problem(ProblemCode.AWS_UNAVAILABLE, "no answer")
          : new Unavailable("no answer");
    }
    return result;
  }

  /** Whether a conditional write that has happened is refused as if it was not ours. */
  boolean ownWriteMet() {
    if (!aside && lambdas.isBusy() && faults.hit(Fault.OWN_WRITE_MET)) {
      timeline.tell("own write met");
      return true;
    }
    return false;
  }

  private static ProblemException problem(ProblemCode code, String message) {
    return new ProblemException(Problem.of(code, message, ""));
  }

  private void giveUp(Door door, Instant began) {
    if (door == Door.AWS && clock.instant().isAfter(began.plus(GIVES_UP_AFTER))) {
      timeline.tell("gave up waiting for " + door);
      throw new Unavailable("no answer in time");
    }
  }

  private void crash(String when, Door door) {
    if (faults.hit(Fault.CRASH)) {
      timeline.tell("crash " + when + " " + door);
      throw new Crash();
    }
  }

  private void interleave() {
    while (lambdas.depth() < DEEPEST
        && faults.hit(Fault.INTERLEAVED)
        && lambdas.outside(() -> timeline.stepWithin(LOOK_AHEAD))) {
      // What was due has happened in the middle of this call.
    }
  }
}
