package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes the runs that a batch of events concerns: each once, however many events it has there. */
public final class StatusWakes {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWakes.class);

  private final Runs runs;
  private final ResourceWaits waits;
  private final Waker waker;

  public StatusWakes(Runs runs, ResourceWaits waits, Waker waker) {
    this.runs = runs;
    this.waits = waits;
    this.waker = waker;
  }

  /** A message with an event in it. */
  public record Message(String id, String body) {}

  /**
   * Wakes who is concerned.
   *
   * @return the messages that were not dealt with: to be delivered again
   */
  public List<String> deliver(List<Message> batch) {
    var failed = new TreeSet<String>();
    var messagesByRun = new LinkedHashMap<RunId, List<String>>();
    for (var message : batch) {
      try {
        for (var run : concerned(message)) {
          messagesByRun.computeIfAbsent(run, _ -> new ArrayList<>()).add(message.id());
        }
      } catch (RuntimeException e) {
        LOG.error("message {} comes again: nobody can say whom it concerns", message.id(), e);
        failed.add(message.id());
      }
    }
    messagesByRun.forEach((run, messages) -> wake(run, messages, failed));
    return batch.stream().map(Message::id).distinct().filter(failed::contains).toList();
  }

  private Set<RunId> concerned(Message message) {
    JsonNode event;
    try {
      event = Json.parse(message.body());
    } catch (UncheckedIOException e) {
      LOG.warn("message {} is dropped: it is no event", message.id(), e);
      return Set.of();
    }
    return switch (StatusEvents.read(event)) {
      case Concern.OfRun(var run) -> Set.of(run);
      case Concern.OfWaiting(var resource) -> waits.waiting(resource);
      case Concern.OfNobody(var reason) -> {
        LOG.info(
            "event {} '{}' of {} is dropped: {}",
            event.path("id").asText(),
            event.path("detail-type").asText(),
            event.path("account").asText(),
            reason);
        yield Set.of();
      }
    };
  }

  private void wake(RunId run, List<String> messages, Set<String> failed) {
    try (var _ = LogFields.open().correlationId(run.text())) {
      // Anybody can put our form of token on a stack: it must not make rows for runs of no one.
      if (runs.get(run).filter(row -> !row.isTerminal()).isEmpty()) {
        LOG.debug("no run {} is under way", run);
        return;
      }
      waker.wake(run);
    } catch (RuntimeException e) {
      LOG.error("run {} was not woken by {} messages: they come again", run, messages.size(), e);
      failed.addAll(messages);
    }
  }
}
