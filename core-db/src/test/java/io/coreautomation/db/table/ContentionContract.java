package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.door.VirtualThreads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writers at a time: none loses what another wrote, and of those with one condition one wins. */
interface ContentionContract extends TablesUnderTest {
  @Test
  default void additions_at_a_time_are_all_counted_and_each_returns_another_sum() {
    var one = tables();
    var two = tables();
    var sums =
        new VirtualThreads(atATime())
            .all(
                IntStream.range(0, 40)
                    .<Callable<Long>>mapToObj(
                        i ->
                            () ->
                                (i % 2 == 0 ? one : two)
                                    .add(Counter.ROW, new Counter("busy", 0, "now"), "count", 1)
                                    .count())
                    .toList());
    assertThat(sums)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf).toList());
  }

  @Test
  default void of_writers_with_the_same_condition_one_wins() {
    var row = Sample.of("race", "one");
    tables().put(Sample.ROW, row);
    var one = tables();
    var two = tables();
    var written =
        new VirtualThreads(atATime())
            .all(
                IntStream.range(0, 16)
                    .<Callable<Optional<Integer>>>mapToObj(
                        i ->
                            () ->
                                isWritten(
                                        () ->
                                            (i % 2 == 0 ? one : two)
                                                .put(
                                                    Sample.ROW,
                                                    row.version(2).size(i),
                                                    Condition.versionIs(1)))
                                    ? Optional.of(i)
                                    : Optional.empty())
                    .toList());
    assertThat(written).filteredOn(Optional::isPresent).hasSize(1);
    var winner = written.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    assertThat(tables().get(Sample.ROW, row.key())).contains(row.version(2).size(winner));
  }

  @Test
  default void of_transactions_that_make_the_same_row_one_wins_whole() {
    var one = tables();
    var two = tables();
    var written =
        new VirtualThreads(atATime())
            .all(
                IntStream.range(0, 12)
                    .<Callable<Boolean>>mapToObj(
                        i ->
                            () ->
                                isWritten(
                                    () ->
                                        (i % 2 == 0 ? one : two)
                                            .transact(
                                                List.of(
                                                    Write.put(
                                                        Sample.ROW,
                                                        Sample.of("made", "own-" + (10 + i))),
                                                    Write.put(
                                                        Sample.ROW,
                                                        Sample.of("made", "shared"),
                                                        Condition.notExists())))))
                    .toList());
    assertThat(written).filteredOn(w -> w).hasSize(1);
    assertThat(names(Query.of("made"))).hasSize(2).contains("shared");
  }
}
