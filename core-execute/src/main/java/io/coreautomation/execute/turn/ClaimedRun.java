package io.coreautomation.execute.turn;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.run.RunStateStore;
import io.coreautomation.framework.run.RunDocument.Claim;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that one turn holds. The claim is the fence: it is written before anything is changed, over
 * the version that was read, so of two turns only one gets it.
 */
final class ClaimedRun implements Turn.Checkpoints {
  private final RunStateStore states;
  private final String key;
  private final RunProgress progress;
  private final Claim claim;
  private final Clock wall;
  private final Instant startNothingAfter;
  private final Supplier<Instant> worldNow;
  private final String nonce = UUID.randomUUID().toString();
  private @Nullable String etag;
  private long writes;

  ClaimedRun(
      RunStateStore states,
      String key,
      RunProgress progress,
      @Nullable String over,
      Claim claim,
      Instant startNothingAfter,
      Clock wall,
      Supplier<Instant> worldNow) {
    this.states = states;
    this.key = key;
    this.progress = progress;
    this.etag = over;
    this.claim = claim;
    this.startNothingAfter = startNothingAfter;
    this.wall = wall;
    this.worldNow = worldNow;
    write();
  }

  @Override
  public void write() {
    write(claim);
  }

  /** Lets the run go: the next turn need not wait. */
  void release() {
    write(null);
  }

  @Override
  public boolean timeLeft() {
    return wall.instant().isBefore(startNothingAfter);
  }

  private void write(@Nullable Claim held) {
    writes++;
    etag = states.write(key, progress.document(nonce + "-" + writes, held, worldNow.get()), etag);
  }
}
