package io.coreautomation.local.embedded;

import io.coreautomation.framework.json.Json;
import io.coreautomation.local.time.ExecutionTime;
import io.coreautomation.simulator.world.StackStatusChange;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what happens on the twin as target accounts, bus and queue do it in AWS: gathered for
 * five seconds of world time, to the same function, at least once. It follows the world's time: the
 * world waits while it delivers, and does not go on for its sake.
 */
final class EventPump implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventPump.class);
  private static final Duration GATHERED = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** Fewer than SQS's 10,000, more than a run has under way. */
  private static final int BATCH = 1_000;

  private final TwinWorld twin;
  private final ExecutionTime time;
  private final LocalFunctions functions;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private final Thread thread;
  private volatile CompletableFuture<Void> changed = new CompletableFuture<>();
  private volatile Instant awaited = Instant.MAX;

  private EventPump(TwinWorld twin, ExecutionTime time, LocalFunctions functions) {
    this.twin = twin;
    this.time = time;
    this.functions = functions;
    this.thread = Thread.ofVirtual().name("event-pump").unstarted(this::pump);
  }

  /** Begins with what an earlier process did not deliver any more. */
  static EventPump start(TwinWorld twin, ExecutionTime time, LocalFunctions functions) {
    var pump = new EventPump(twin, time, functions);
    twin.onAppointment(pump::appointed);
    time.follow(pump.thread);
    pump.thread.start();
    return pump;
  }

  /** Called in the middle of a call of the twin: it may only give a sign. */
  private void appointed(Instant at) {
    if (at.isBefore(awaited)) {
      changed.complete(null);
    }
  }

  private void pump() {
    try {
      while (!closing.isDone()) {
        // In this order, so that an appointment is either seen or gives the sign.
        changed = new CompletableFuture<>();
        awaited = Instant.MAX;
        var next = twin.nextDeliveryAt().orElse(Instant.MAX);
        awaited = next;
        if (time.now().isBefore(next)) {
          time.waitUntil(next, CompletableFuture.anyOf(changed, closing));
        } else if (!time.waitUntil(next.plus(GATHERED), closing)
            && !twin.deliverTogether(BATCH, this::delivered)) {
          time.waitUntil(time.now().plus(AGAIN), closing);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("no more events are delivered: runs look for themselves", e);
    } finally {
      time.leave(thread);
    }
  }

  /** Returns the ids of those that come again. */
  private Set<String> delivered(List<StackStatusChange> changes) {
    var batch = Json.object();
    var records = batch.putArray("Records");
    for (var change : changes) {
      records
          .addObject()
          .put("messageId", change.id())
          .put("body", Json.write(change.eventBridge()))
          .put("eventSource", "aws:sqs");
    }
    var failed = new HashSet<String>();
    functions
        .invoke(LocalFunctions.WAKE, batch)
        .path("batchItemFailures")
        .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    return failed;
  }

  @Override
  public void close() {
    closing.complete(null);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
