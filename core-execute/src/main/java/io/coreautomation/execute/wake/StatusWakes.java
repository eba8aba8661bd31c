package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.wait.Forwarders;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
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
  private final Forwarders forwarders;
  private final Waker waker;
  private final Clock wall;

  public StatusWakes(
      Runs runs,
      ResourceWaits waits,
      WaitNews news,
      Forwarders forwarders,
      Waker waker,
      Clock wall) {
    this.runs = runs;
    this.waits = waits;
    this.news = news;
    this.forwarders = forwarders;
    this.waker = waker;
    this.wall = wall;
  }

  /** What one run is told by a batch, by which messages of it, and whence they came. */
  private record Told(Set<String> about, Set<String> messages, Set<Target> from) {
    Told() {
      this(new TreeSet<>(), new TreeSet<>(), new HashSet<>());
    }

    void add(String what, Message message, JsonNode event) {
      about.add(what);
      messages.add(message.id());
      var account = event.path("account").asText();
      var region = event.path("region").asText();
      if (Target.isAccount(account) && Target.isRegion(region)) {
        from.add(new Target(account, region));
      }
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
      case Concern.OfRun(var run, var stack) -> of(run, told).add(stack, message, event);
      case Concern.OfWaiting(var resource) ->
          waits.waiting(resource).forEach(run -> of(run, told).add(resource.id(), message, event));
      case Concern.OfNobody(var reason) ->
          LOG.info(
              "event {} '{}' of {} is dropped: {}",
              event.path("id").asText(),
              event.path("detail-type").asText(),
              event.path("account").asText(),
              reason);
    }
  }

  private static Told of(RunId run, Map<RunId, Told> told) {
    return told.computeIfAbsent(run, _ -> new Told());
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
      told.from().forEach(target -> forwarders.heard(target, wall.instant()));
    } catch (RuntimeException e) {
      LOG.error("run {} was not woken: its {} events come again", run, told.messages().size(), e);
      failed.addAll(told.messages());
    }
  }
}
