package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transactions: all or nothing, within limits. */
interface TransactionsContract extends TablesUnderTest {
  @Test
  default void a_transaction_writes_all() {
    var gone = Sample.of("all", "gone");
    tables().put(Sample.ROW, gone);
    tables()
        .transact(
            List.of(
                Write.put(Sample.ROW, Sample.of("all", "new"), Condition.notExists()),
                Write.delete(gone.key(), Condition.versionIs(1)),
                Write.add(Counter.ROW, new Counter("all", 0, "now"), "count", 4)));
    assertThat(names(Query.of("all"))).containsExactly("new");
    assertThat(tables().get(Counter.ROW, new Key("counter", "all")))
        .contains(new Counter("all", 4, "now"));
  }

  @Test
  default void a_transaction_of_which_one_condition_fails_writes_nothing_and_names_the_write() {
    tables().put(Sample.ROW, Sample.of("none", "there"));
    var refused = Write.put(Sample.ROW, Sample.of("none", "there"), Condition.notExists());
    assertThatThrownBy(
            () ->
                tables()
                    .transact(
                        List.of(
                            Write.put(Sample.ROW, Sample.of("none", "new")),
                            Write.add(Counter.ROW, new Counter("none", 0, "now"), "count", 1),
                            refused,
                            Write.delete(new Key("none", "x"), Condition.versionIs(1)))))
        .isInstanceOfSatisfying(
            ConditionFailedException.class,
            e -> {
              assertThat(e.index()).isEqualTo(2);
              assertThat(e.write()).isEqualTo(refused);
            });
    assertThat(names(Query.of("none"))).containsExactly("there");
    assertThat(tables().get(Counter.ROW, new Key("counter", "none"))).isEmpty();
  }

  @Test
  default void a_transaction_of_a_hundred_writes_is_taken_and_of_more_refused() {
    var writes =
        IntStream.range(0, 101)
            .<Write>mapToObj(i -> Write.put(Former.ROW, new Former("hundred", "" + (100 + i), 1)))
            .toList();
    assertThatThrownBy(() -> tables().transact(writes))
        .isInstanceOf(TableLimitException.class)
        .hasMessage("a transaction has 1 to 100 writes, this one has 101");
    assertThatThrownBy(() -> tables().transact(List.of()))
        .isInstanceOf(TableLimitException.class)
        .hasMessage("a transaction has 1 to 100 writes, this one has 0");
    tables().transact(writes.subList(0, 100));
    assertThat(tables().query(Former.ROW, Query.of("hundred")).rows()).hasSize(100);
  }

  @Test
  default void a_transaction_over_4_mb_is_refused() {
    var writes =
        IntStream.range(0, 14)
            .<Write>mapToObj(
                i -> Write.put(Counter.ROW, new Counter("mb" + i, 0, "x".repeat(300_000))))
            .toList();
    assertThatThrownBy(() -> tables().transact(writes))
        .isInstanceOf(TableLimitException.class)
        .hasMessageMatching("a transaction has at most 4194304 bytes, this one has 420\\d{4}");
    assertThat(tables().get(Counter.ROW, new Key("counter", "mb0"))).isEmpty();
  }

  @Test
  default void a_transaction_that_writes_a_row_twice_is_refused() {
    var row = Sample.of("twice", "one");
    assertThatThrownBy(
            () -> tables().transact(List.of(Write.put(Sample.ROW, row), Write.delete(row.key()))))
        .isInstanceOf(TableLimitException.class)
        .hasMessage("a transaction writes 'twice | one' twice");
  }
}
