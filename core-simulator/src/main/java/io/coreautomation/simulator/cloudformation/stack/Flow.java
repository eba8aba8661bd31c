package io.coreautomation.simulator.cloudformation.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in time: each begins when what it waits for is done, and independent ones run side by side.
 *
 * @param spans by task, for those that begin
 * @param end when the last of them ends
 */
record Flow(Map<String, Span> spans, Instant end) {

  /**
   * Work on one resource.
   *
   * @param after tasks that must be done before; unknown ones count as done
   * @param failure why it fails at its end; null when it does not
   */
  record Task(String id, Set<String> after, Duration length, @Nullable String failure) {}

  /** How a task went. */
  enum Outcome {
    DONE,
    FAILED,
    /** Cut off by the failure of another. */
    CANCELLED
  }

  /** When a task ran. */
  record Span(Instant start, Instant end, Outcome outcome) {}

  /** Runs tasks until the first failure, which cuts off what is under way. */
  static Flow untilFailure(Instant from, Collection<Task> tasks) {
    var free = everything(from, tasks);
    var failure =
        free.spans.values().stream()
            .filter(s -> s.outcome() == Outcome.FAILED)
            .map(Span::end)
            .min(Instant::compareTo);
    return failure.map(free::cutAt).orElse(free);
  }

  /** Runs tasks; what waits for a failed one never begins. */
  static Flow everything(Instant from, Collection<Task> tasks) {
    var ids = tasks.stream().map(Task::id).toList();
    var spans = new LinkedHashMap<String, Span>();
    var waiting = new LinkedHashMap<String, Task>();
    tasks.forEach(task -> waiting.put(task.id(), task));
    var end = from;
    var progress = true;
    while (progress) {
      progress = false;
      for (var task : List.copyOf(waiting.values())) {
        var start = startOf(task, from, spans, ids);
        if (start != null) {
          var span =
              new Span(
                  start,
                  start.plus(task.length()),
                  task.failure() == null ? Outcome.DONE : Outcome.FAILED);
          spans.put(task.id(), span);
          waiting.remove(task.id());
          end = span.end().isAfter(end) ? span.end() : end;
          progress = true;
        }
      }
    }
    return new Flow(spans, end);
  }

  private static @Nullable Instant startOf(
      Task task, Instant from, Map<String, Span> spans, List<String> ids) {
    var start = from;
    for (var other : task.after()) {
      var span = spans.get(other);
      if (span == null) {
        if (ids.contains(other)) {
          return null;
        }
      } else if (span.outcome() != Outcome.DONE) {
        return null;
      } else if (span.end().isAfter(start)) {
        start = span.end();
      }
    }
    return start;
  }

  /** What of it happens when everything is cut off at a time. */
  Flow cutAt(Instant time) {
    var kept = new LinkedHashMap<String, Span>();
    spans.forEach(
        (id, span) -> {
          if (!span.end().isAfter(time)) {
            kept.put(id, span);
          } else if (span.start().isBefore(time)) {
            kept.put(id, new Span(span.start(), time, Outcome.CANCELLED));
          }
        });
    return new Flow(kept, time);
  }

  /** The tasks that failed of themselves, in the order of their failure. */
  List<String> failed() {
    return spans.entrySet().stream()
        .filter(e -> e.getValue().outcome() == Outcome.FAILED)
        .sorted(Map.Entry.comparingByValue((a, b) -> a.end().compareTo(b.end())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The tasks that ended, for whatever reason but success. */
  List<String> unfinished() {
    return spans.entrySet().stream()
        .filter(e -> e.getValue().outcome() != Outcome.DONE)
        .sorted(Map.Entry.comparingByValue((a, b) -> a.end().compareTo(b.end())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
