package io.coreautomation.execute.wake;

import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.door.WorldTime;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Duration;

/**
 * Wakes runs. A wake is counted before the token is answered: so it is seen by the parked
 * execution, or by the one that is about to park. To wake twice is harmless.
 */
public final class Waker {
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Waits waits;
  private final RunLauncher launcher;
  private final WorldTime time;

  /**
   * A waker.
   *
   * @param time in which the pauses pass before a token is answered again
   */
  public Waker(Waits waits, RunLauncher launcher, WorldTime time) {
    this.waits = waits;
    this.launcher = launcher;
    this.time = time;
  }

  /**
   * Wakes a run.
   *
   * @return whether a parked execution went on; false if it was awake already
   * @throws ProblemException if AWS did not take the answer: the wake is counted, and can be
   *     repeated
   */
  public boolean wake(RunId run) {
    var token = waits.wake(run).token();
    return token != null && answer(token);
  }

  private boolean answer(String token) {
    var pause = FIRST_PAUSE;
    for (int left = TRIES - 1; ; left--) {
      try {
        return launcher.wake(token, Json.object());
      } catch (ProblemException e) {
        if (left == 0 || e.problems().stream().noneMatch(Problem::retryable)) {
          throw e;
        }
      }
      pass(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private void pass(Duration pause) {
    try {
      time.waitUntil(time.now().plus(pause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a token waited to be answered", e);
    }
  }
}
