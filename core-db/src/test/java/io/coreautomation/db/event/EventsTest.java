package io.coreautomation.db.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunSamples;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
  private final Tables tables = new InMemoryTables();
  private final Events events = new Events(tables);
  private final RunRow run =
      RunSamples.run("0198f2c4-0000-7000-8000-00007c41d09e", "shop", "42", 0);

  @Test
  void an_event_told_twice_is_one_and_stays_as_it_was_told_first() {
    var first = action("app/1", 1, 5, "first");
    events.record(List.of(first, action("app/1", 1, 5, "second")));
    events.record(List.of(action("app/1", 1, 5, "third"), action("app/2", 1, 5, "new")));
    assertThat(events.ofRun(run.runId(), null, 10))
        .extracting(Event::message)
        .containsExactlyInAnyOrder("first", "new");
  }

  @Test
  void another_attempt_type_time_or_action_is_another_event() {
    events.record(
        List.of(
            action("a", 1, 5, ""),
            action("a", 2, 5, ""),
            action("a", 1, 6, ""),
            action("b", 1, 5, ""),
            RunSamples.event(run, Event.RUN_STARTED, 5),
            RunSamples.event(run, Event.RUN_COMPLETE, 5)));
    assertThat(events.ofRun(run.runId(), null, 10)).hasSize(6);
  }

  @Test
  void the_events_of_a_run_are_read_in_the_order_of_their_times_whatever_their_shard() {
    var told = many(250);
    var shuffled = new ArrayList<>(told);
    Collections.shuffle(shuffled, new Random(3));
    events.record(shuffled);
    assertThat(events.ofRun(run.runId(), null, 1000)).isEqualTo(told);
    assertThat(events.ofPrn(run.prn(), null, 1000)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100})
  void who_follows_by_the_last_sort_key_sees_every_event_once(int limit) {
    var told = many(40);
    events.record(told);
    var seen = new ArrayList<Event>();
    String after = null;
    for (var page = events.ofRun(run.runId(), after, limit);
        !page.isEmpty();
        page = events.ofRun(run.runId(), after, limit)) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      seen.addAll(page);
      after = page.getLast().sortKey();
    }
    assertThat(seen).isEqualTo(told);
  }

  @Test
  void times_that_differ_in_their_digits_only_sort_as_times_do() {
    var whole = Instant.parse("2026-01-01T00:00:00Z");
    var told =
        List.of(
            Event.ofRun(run.runId(), run.prn(), "A", "", whole),
            Event.ofRun(run.runId(), run.prn(), "B", "", whole.plusNanos(5)),
            Event.ofRun(run.runId(), run.prn(), "C", "", whole.plusMillis(5)));
    events.record(told.reversed());
    assertThat(events.ofRun(run.runId(), null, 10)).isEqualTo(told);
  }

  @Test
  void the_events_of_one_prn_are_not_those_of_another() {
    var other = RunSamples.run("0198f2c4-0000-7000-8000-000000000001", "shop2", "42", 0);
    events.record(
        List.of(
            RunSamples.event(run, Event.RUN_STARTED, 1),
            RunSamples.event(other, Event.RUN_STARTED, 2)));
    assertThat(events.ofPrn(other.prn(), null, 10))
        .extracting(Event::runId)
        .containsExactly(other.runId());
  }

  @Test
  void an_event_may_go_after_the_time_that_it_is_kept() {
    var event = RunSamples.event(run, Event.RUN_STARTED, 0);
    var item = Event.row(Duration.ofDays(2)).item(event);
    assertThat(item.get("ttl").n())
        .isEqualTo("" + RunSamples.TIME.plus(Duration.ofDays(2)).getEpochSecond());
  }

  @Test
  void a_long_message_is_cut() {
    var event = action("a", 1, 1, "x".repeat(9_000));
    assertThat(event.message()).hasSize(8_000).endsWith("x…");
  }

  private List<Event> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> action("app-" + i % 17 + "/210000000011/eu-west-1", 1, i, "m" + i))
        .toList();
  }

  private Event action(String id, long attempt, long seconds, String message) {
    return new Event(
        run.runId(),
        run.prn(),
        Event.ACTION_RUNNING,
        id,
        attempt,
        "210000000011",
        "eu-west-1",
        message,
        "deployspec.yaml",
        22,
        RunSamples.TIME.plusSeconds(seconds));
  }
}
