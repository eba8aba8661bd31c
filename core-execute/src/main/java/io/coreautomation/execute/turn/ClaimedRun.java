package io.coreautomation.execute.turn;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunDocument.Claim;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.run.StaleTurnException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that one turn holds. The claim is the fence: it is written before anything is changed, over
 * the version that was read, so of two turns only one gets it.
 */
final class ClaimedRun {
  /** After the second turn in a row that died; twice as long after each that follows. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final RunStateStore states;
  private final ObjectKeys keys;
  private final RunId run;
  private final RunProgress progress;
  private final Claim claim;
  private final Clock wall;
  private final Instant startNothingAfter;
  private final Supplier<Instant> worldNow;
  private final String nonce = UUID.randomUUID().toString();
  private @Nullable String etag;
  private @Nullable RunDocument written;
  private long writes;

  ClaimedRun(
      RunStateStore states,
      ObjectKeys keys,
      RunId run,
      RunProgress progress,
      @Nullable String over,
      Claim claim,
      Instant startNothingAfter,
      Clock wall,
      Supplier<Instant> worldNow) {
    this.states = states;
    this.keys = keys;
    this.run = run;
    this.progress = progress;
    this.etag = over;
    this.claim = claim;
    this.startNothingAfter = startNothingAfter;
    this.wall = wall;
    this.worldNow = worldNow;
    write();
  }

  void write() {
    write(claim);
  }

  /** Lets the run go: the next turn need not wait. */
  void release() {
    write(null);
  }

  /**
   * Works on the run. Where that ends by an exception, no call is under way any more, and the run
   * is given back as it was written last, with what the exception says: the next turn need not wait
   * the claim out. The more turns in a row end so, the longer it waits all the same, so that an
   * outage does not use them up.
   */
  <T> T during(Supplier<T> work) {
    try {
      return work.get();
    } catch (StaleTurnException e) {
      throw e; // it is somebody else's
    } catch (RuntimeException e) {
      try {
        giveBack(Death.of(e));
      } catch (RuntimeException notGiven) {
        e.addSuppressed(notGiven); // then the claim ends by its time
      }
      throw e;
    }
  }

  private void giveBack(Problem cause) {
    var last = written;
    if (last != null && last.claim() != null) {
      writes++;
      written = last.died(cause, nonce + "-" + writes, pause(last.unfinishedTurns()));
      etag = states.write(keys, written, etag);
    }
  }

  /** What keeps the next turn waiting after so many that died: nothing after the first. */
  private @Nullable Claim pause(int deaths) {
    if (deaths <= 1) {
      return null;
    }
    var ends = wall.instant().plus(PAUSE.multipliedBy(1L << Math.min(deaths - 2, 10)));
    return ends.isBefore(claim.until()) ? new Claim(claim.holder(), ends) : claim;
  }

  boolean timeLeft() {
    return wall.instant().isBefore(startNothingAfter);
  }

  /**
   * Whether a call that begins now is over before the claim is: half of what is kept back for calls
   * must be left.
   */
  boolean timeForCall() {
    var kept = Duration.between(startNothingAfter, claim.until());
    return wall.instant().isBefore(claim.until().minus(kept.dividedBy(2)));
  }

  /**
   * Makes sure of that: writing the state may have taken all of the claim's time.
   *
   * @throws StaleTurnException if it may not be over
   */
  void requireTimeForCalls() {
    if (!timeForCall()) {
      throw new StaleTurnException(
          "the claim on run " + run + " ends at " + claim.until() + ": too late to call AWS");
    }
  }

  private void write(@Nullable Claim held) {
    progress
        .settling()
        .ifPresent(actions -> progress.settled(actions, states.settle(keys, run, actions)));
    if (written != null
        && progress.document(written.nonce(), held, worldNow.get()).equals(written)) {
      return; // it stands there already
    }
    writes++;
    var document = progress.document(nonce + "-" + writes, held, worldNow.get());
    etag = states.write(keys, document, etag);
    written = document;
  }
}
