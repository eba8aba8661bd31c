package io.coreautomation.execute.simulation;

import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import java.time.Duration;

/**
 * The way of an event from AWS to a run: it comes at least once, usually after seconds, sometimes
 * much later, in any order, and now and then not at all.
 */
final class Wakes {
  private static final int DELIVERIES = 5;

  private final Timeline timeline;
  private final Lambdas lambdas;
  private final Faults faults;
  private int underWay;

  /** Wakes a run, in a process. */
  interface Handler {
    void wake(RunId run);
  }

  Wakes(Timeline timeline, Lambdas lambdas, Faults faults) {
    this.timeline = timeline;
    this.lambdas = lambdas;
    this.faults = faults;
  }

  /** As the design has it: count first, then answer the token that was found. */
  static Handler handler(Waits waits, RunLauncher launcher) {
    return run -> {
      var token = waits.wake(run).token();
      if (token != null) {
        launcher.wake(token, Json.object());
      }
    };
  }

  /** Something happened that concerns a run. */
  void announce(RunId run) {
    if (faults.hit(Fault.EVENT_LOST)) {
      return;
    }
    send(run, delay(), 1);
    if (faults.hit(Fault.EVENT_DOUBLED)) {
      send(run, delay(), 1);
    }
  }

  /** Whether some wake is still on its way, so that who sleeps may yet be woken. */
  boolean areUnderWay() {
    return underWay > 0;
  }

  private Duration delay() {
    return faults.hit(Fault.EVENT_LATE)
        ? faults.dice().seconds(30, 900)
        : faults.dice().seconds(1, 8);
  }

  private void send(RunId run, Duration delay, int delivery) {
    underWay++;
    timeline.after(
        delay,
        "wake",
        () -> {
          var heard =
              lambdas.invoke(
                  "wake",
                  process -> {
                    process.wakes().wake(run);
                    return true;
                  });
          underWay--;
          if (heard.isEmpty() && delivery < DELIVERIES) {
            send(run, Duration.ofSeconds(30), delivery + 1);
          }
        });
  }
}
