package io.coreautomation.db.duration;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Likeness STACK = new Likeness("AWS::CreateStack", "4711.yaml");
  private final Durations durations = new Durations(new InMemoryTables());

  @Test
  void what_nobody_has_seen_is_left_out() {
    assertThat(durations.of(List.of(STACK))).isEmpty();
  }

  @Test
  void the_first_look_is_the_mean() {
    learn(STACK, 60_000, 120_000);

    assertThat(durations.of(List.of(STACK))).containsEntry(STACK, Duration.ofSeconds(90));
  }

  @Test
  void each_likeness_learns_by_itself() {
    var other = new Likeness("AWS::CreateStack", "4712.yaml");
    var kind = new Likeness("SYSTEM::NoOp", "");
    learn(STACK, 60_000);
    learn(kind, 5);

    assertThat(durations.of(List.of(STACK, other, kind)))
        .containsOnlyKeys(STACK, kind)
        .containsEntry(kind, Duration.ofMillis(5));
  }

  @Test
  void a_mean_of_many_follows_what_changes() {
    for (int i = 0; i < 1_000; i++) {
      learn(STACK, 60_000);
    }
    for (int i = 0; i < 60; i++) {
      learn(STACK, 600_000);
    }

    assertThat(durations.of(List.of(STACK)).get(STACK)).isGreaterThan(Duration.ofSeconds(540));
  }

  @Test
  void many_likenesses_of_one_kind_are_found_like_a_few() {
    var many =
        IntStream.range(0, 1_200).mapToObj(i -> new Likeness("AWS::CreateStack", "t" + i)).toList();
    many.forEach(likeness -> learn(likeness, 1_000));

    assertThat(durations.of(many)).hasSize(1_200);
    assertThat(durations.of(many.subList(7, 100)))
        .containsOnlyKeys(many.subList(7, 100).toArray(Likeness[]::new));
  }

  private void learn(Likeness likeness, long... millis) {
    durations.learn(likeness, LongStream.of(millis).summaryStatistics(), NOW);
  }
}
