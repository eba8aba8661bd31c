package io.coreautomation.execute.simulation;

import io.coreautomation.execute.wake.StatusWakes.Message;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.world.StackStatusChange;
import java.time.Duration;
import java.util.List;

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

  Wakes(Timeline timeline, Lambdas lambdas, Faults faults) {
    this.timeline = timeline;
    this.lambdas = lambdas;
    this.faults = faults;
  }

  /** Something has come to rest. */
  void announce(StackStatusChange change) {
    if (faults.hit(Fault.EVENT_LOST)) {
      return;
    }
    var message = new Message(change.id(), Json.write(change.eventBridge()));
    send(message, delay(), 1);
    if (faults.hit(Fault.EVENT_DOUBLED)) {
      send(message, delay(), 1);
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

  private void send(Message message, Duration delay, int delivery) {
    underWay++;
    timeline.after(
        delay,
        "wake by " + message.id(),
        () -> {
          var failed = lambdas.invoke("wake", process -> process.wakes().deliver(List.of(message)));
          underWay--;
          if ((failed.isEmpty() || !failed.get().isEmpty()) && delivery < DELIVERIES) {
            send(message, Duration.ofSeconds(30), delivery + 1);
          }
        });
  }
}
