package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes the runs that a batch of events concerns: each once, however many events it has there. */
public final class StatusWakes {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWakes.class);

  /** A run that has not looked by then has done so by itself. */
  private static final Duration NEWS_KEPT = Duration.ofDays(1);

  private final Runs runs;
  private final ResourceWaits waits;
  private final WaitNews news;
  private final Waker waker;
  private final Clock wall;

  public StatusWakes(Runs runs, ResourceWaits waits, WaitNews news, Waker waker, Clock wall) {
    this.runs = runs;
    this.waits = waits;
    this.news = news;
    this.waker = waker;
    this.wall = wall;
  }

  /** What one run is told by a batch, and by which messages of it. */
  private record Told(Set<String> about, Set<String> messages) {
    Told() {
      this(new TreeSet<>(), new TreeSet<>());
    }
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
    var told = new LinkedHashMap<RunId, Told>();
    for (var message : batch) {
      try {
        read(message, told);
      } catch (RuntimeException e) {
        LOG.error("message {} comes again: nobody can say whom it concerns", message.id(), e);
        failed.add(message.id());
      }
    }
    told.forEach((run, what) -> wake(run, what, failed));
    return batch.stream().map(Message::id).distinct().filter(failed::contains).toList();
  }

  private void read(Message message, Map<RunId, Told> told) {
    JsonNode event;
    try {
      event = Json.parse(message.body());
    } catch (UncheckedIOException e) {
      LOG.warn("message {} is dropped: it is no event", message.id(), e);
      return;
    }
    switch (StatusEvents.read(event)) {
      case Concern.OfRun(var run, var stack) -> add(run, stack, message, told);
      case Concern.OfWaiting(var resource) ->
          waits.waiting(resource).forEach(run -> add(run, resource.id(), message, told));
      case Concern.OfNobody(var reason) ->
          LOG.info(
              "event {} '{}' of {} is dropped: {}",
              event.path("id").asText(),
              event.path("detail-type").asText(),
              event.path("account").asText(),
              reason);
    }
  }

  private static void add(RunId run, String about, Message message, Map<RunId, Told> told) {
    var what = told.computeIfAbsent(run, _ -> new Told());
    what.about().add(about);
    what.messages().add(message.id());
  }

  private void wake(RunId run, Told told, Set<String> failed) {
    try (var _ = LogFields.open().correlationId(run.text())) {
      // Anybody can put our form of token on a stack: it must not make rows for runs of no one.
      if (runs.get(run).filter(row -> !row.isTerminal()).isEmpty()) {
        LOG.debug("no run {} is under way", run);
        return;
      }
      news.tell(run, told.about(), wall.instant().plus(NEWS_KEPT));
      waker.wake(run);
    } catch (RuntimeException e) {
      LOG.error("run {} was not woken: its {} events come again", run, told.messages().size(), e);
      failed.addAll(told.messages());
    }
  }
}
