package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every implementation of {@link Tables} does. Each test uses partitions of its own. */
public abstract class TablesContract {
  /** The implementation under test; two calls give two users of one table. */
  protected abstract Tables tables();

  /** How many calls the tests of concurrency make at a time. */
  protected int atATime() {
    return 8;
  }

  /** A row with an attribute of each sort. */
  public record Sample(
      String group,
      String name,
      long version,
      Integer size,
      boolean marked,
      Instant at,
      TaskVerb verb,
      Prn prn,
      Digest digest,
      List<String> words,
      Map<String, String> tags,
      Map<String, JsonNode> facts,
      JsonNode any,
      Inner inner,
      String absent) {
    static final RowType<Sample> ROW =
        RowType.of(Sample.class, sample -> new Key(sample.group(), sample.name()))
            .first(
                sample ->
                    sample.marked()
                        ? new Key("marked-" + sample.group(), sample.words().toString())
                        : null)
            .second(sample -> new Key("sized-" + sample.group(), "" + sample.size()))
            .expires(sample -> sample.at().plusSeconds(4_000_000_000L))
            .build();

    /** A record in a record. */
    public record Inner(String text, Digest digest, List<Integer> numbers) {}

    static Sample of(String group, String name) {
      return new Sample(
          group,
          name,
          1,
          7,
          false,
          Instant.parse("2026-01-02T03:04:05.000000006Z"),
          TaskVerb.DEPLOY,
          Prn.parse("prn:web:shop"),
          Digest.of("x"),
          List.of("b", "a"),
          Map.of("tier", "shared"),
          Map.of("domain", Json.parse("\"acme.example\""), "ports", Json.parse("[80,443]")),
          Json.parse("{\"a\":[1,true,null,\"\",{\"b\":-12345678901234}],\"é\":\"ü\"}"),
          new Inner("", Digest.of("y"), List.of()),
          null);
    }

    Sample version(long newVersion) {
      return changed(newVersion, size, marked, words);
    }

    Sample size(int newSize) {
      return changed(version, newSize, marked, words);
    }

    Sample marked(String word) {
      return changed(version, size, true, List.of(word));
    }

    Sample words(List<String> newWords) {
      return changed(version, size, marked, newWords);
    }

    Sample any(JsonNode tree) {
      return new Sample(
          group, name, version, size, marked, at, verb, prn, digest, words, tags, facts, tree,
          inner, absent);
    }

    Key key() {
      return ROW.key(this);
    }

    private Sample changed(long newVersion, Integer newSize, boolean mark, List<String> list) {
      return new Sample(
          group,
          name,
          newVersion,
          newSize,
          mark,
          at,
          verb,
          prn,
          digest,
          list,
          tags,
          facts,
          any,
          inner,
          absent);
    }
  }

  /** What an older release knew of a {@link Sample}. */
  public record Former(String group, String name, long version) {
    static final RowType<Former> ROW =
        RowType.of(Former.class, row -> new Key(row.group(), row.name())).build();
  }

  /** A counter that knows when it began. */
  public record Counter(String name, long count, String since) {
    static final RowType<Counter> ROW =
        RowType.of(Counter.class, row -> new Key("counter", row.name())).build();
  }

  @Test
  void a_row_reads_back_as_it_was_written() {
    var row = Sample.of("same", "one");
    tables().put(Sample.ROW, row);
    assertThat(tables().get(Sample.ROW, row.key())).contains(row);
  }

  @Test
  void a_row_that_is_not_there_is_nothing() {
    assertThat(tables().get(Sample.ROW, new Key("nowhere", "one"))).isEmpty();
  }

  @Test
  void a_newer_release_reads_what_an_older_one_wrote() {
    tables().put(Former.ROW, new Former("former", "one", 3));
    assertThat(tables().get(Sample.ROW, new Key("former", "one")))
        .contains(
            new Sample(
                "former", "one", 3, null, false, null, null, null, null, List.of(), Map.of(),
                Map.of(), null, null, null));
  }

  @Test
  void an_older_release_reads_what_a_newer_one_wrote() {
    tables().put(Sample.ROW, Sample.of("newer", "one"));
    assertThat(tables().get(Former.ROW, new Key("newer", "one")))
        .contains(new Former("newer", "one", 1));
  }

  @Test
  void a_put_replaces_the_whole_row() {
    var row = Sample.of("replace", "one");
    tables().put(Sample.ROW, row.marked("m"));
    tables().put(Sample.ROW, row);
    assertThat(tables().get(Sample.ROW, row.key())).contains(row);
    assertThat(names(Query.of(Query.Index.FIRST, "marked-replace"))).isEmpty();
  }

  /** A condition, held against no row and against {@code Sample} of version 1 and size 7. */
  record Case(String name, Condition condition, boolean onNone, boolean onStored) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> conditions() {
    return Stream.of(
        new Case("not exists", Condition.notExists(), true, false),
        new Case("its version", Condition.versionIs(1), false, true),
        new Case("another version", Condition.versionIs(2), false, false),
        new Case("a number", Condition.attributeEquals("size", 7), false, true),
        new Case("another number", Condition.attributeEquals("size", 8), false, false),
        new Case("a text", Condition.attributeEquals("name", "stored"), false, true),
        new Case("another text", Condition.attributeEquals("name", "x"), false, false),
        new Case("a truth", Condition.attributeEquals("marked", false), false, true),
        new Case("a value type", Condition.attributeEquals("verb", TaskVerb.DEPLOY), false, true),
        new Case("a list", Condition.attributeEquals("words", List.of("b", "a")), false, true),
        new Case(
            "a list in disorder",
            Condition.attributeEquals("words", List.of("a", "b")),
            false,
            false),
        new Case(
            "a record",
            Condition.attributeEquals("inner", new Sample.Inner("", Digest.of("y"), List.of())),
            false,
            true),
        new Case("an absent attribute", Condition.attributeEquals("absent", "x"), false, false));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void a_put_happens_only_if_its_condition_holds(Case c) {
    var missing = Sample.of("put-none-" + c.name(), "stored").version(9);
    assertThat(isWritten(() -> tables().put(Sample.ROW, missing, c.condition())))
        .isEqualTo(c.onNone());
    assertThat(tables().get(Sample.ROW, missing.key()).isPresent()).isEqualTo(c.onNone());

    var stored = Sample.of("put-" + c.name(), "stored");
    tables().put(Sample.ROW, stored);
    assertThat(isWritten(() -> tables().put(Sample.ROW, stored.version(9), c.condition())))
        .isEqualTo(c.onStored());
    assertThat(tables().get(Sample.ROW, stored.key()))
        .contains(c.onStored() ? stored.version(9) : stored);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void a_delete_happens_only_if_its_condition_holds(Case c) {
    var missing = new Key("delete-none-" + c.name(), "stored");
    assertThat(isWritten(() -> tables().delete(missing, c.condition()))).isEqualTo(c.onNone());

    var stored = Sample.of("delete-" + c.name(), "stored");
    tables().put(Sample.ROW, stored);
    assertThat(isWritten(() -> tables().delete(stored.key(), c.condition())))
        .isEqualTo(c.onStored());
    assertThat(tables().get(Sample.ROW, stored.key()).isEmpty()).isEqualTo(c.onStored());
  }

  @Test
  void all_conditions_of_a_write_must_hold() {
    var row = Sample.of("several", "one");
    tables().put(Sample.ROW, row);
    var sizeIs7 = Condition.attributeEquals("size", 7);
    assertThatThrownBy(
            () -> tables().put(Sample.ROW, row.version(2), sizeIs7, Condition.versionIs(5)))
        .isInstanceOf(ConditionFailedException.class)
        .hasMessage(
            "'several | one' was not written: not all hold of [AttributeEquals[name=size,"
                + " value=7], VersionIs[version=5]]");
    tables().put(Sample.ROW, row.version(2), sizeIs7, Condition.versionIs(1));
    assertThat(tables().get(Sample.ROW, row.key())).contains(row.version(2));
  }

  @Test
  void a_delete_of_what_is_not_there_is_no_error() {
    tables().delete(new Key("nowhere", "two"));
    assertThat(tables().get(Sample.ROW, new Key("nowhere", "two"))).isEmpty();
  }

  @Test
  void an_addition_makes_the_row_and_then_keeps_what_it_has() {
    var first = tables().add(Counter.ROW, new Counter("wakes", 0, "monday"), "count", 1);
    assertThat(first).isEqualTo(new Counter("wakes", 1, "monday"));
    var second = tables().add(Counter.ROW, new Counter("wakes", 0, "tuesday"), "count", 2);
    assertThat(second).isEqualTo(new Counter("wakes", 3, "monday"));
    assertThat(tables().get(Counter.ROW, new Key("counter", "wakes"))).contains(second);
  }

  @Test
  void an_addition_takes_what_the_row_lacks() {
    tables().put(Counter.ROW, new Counter("lacking", 5, null));
    assertThat(tables().add(Counter.ROW, new Counter("lacking", 100, "now"), "count", -2))
        .isEqualTo(new Counter("lacking", 3, "now"));
  }

  @Test
  void an_addition_to_what_is_no_number_of_the_row_is_refused() {
    assertThatThrownBy(() -> tables().add(Counter.ROW, new Counter("x", 0, "now"), "size", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Counter has no number 'size'");
  }

  @Test
  void additions_at_a_time_are_all_counted_and_each_returns_another_sum() {
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
  void of_writers_with_the_same_condition_one_wins() {
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
  void of_transactions_that_make_the_same_row_one_wins_whole() {
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

  @Test
  void a_transaction_writes_all() {
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
  void a_transaction_of_which_one_condition_fails_writes_nothing_and_names_the_write() {
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
  void a_query_reads_one_partition_in_the_order_of_the_bytes_of_its_sort_keys() {
    // U+FF5E sorts before U+1F600 by bytes, and after it by Java's characters.
    var sorted = List.of("A", "B", "a", "a#1", "a#2", "b", "é", "\uFF5E", "\uD83D\uDE00");
    var mixed = new ArrayList<>(sorted);
    java.util.Collections.shuffle(mixed, new java.util.Random(7));
    mixed.forEach(name -> tables().put(Sample.ROW, Sample.of("order", name)));
    tables().put(Sample.ROW, Sample.of("order2", "other"));

    assertThat(names(Query.of("order"))).isEqualTo(sorted);
    assertThat(names(Query.of("order").newestFirst())).isEqualTo(sorted.reversed());
    assertThat(names(Query.of("order").beginningWith("a"))).containsExactly("a", "a#1", "a#2");
    assertThat(names(Query.of("order").beginningWith("a#").newestFirst()))
        .containsExactly("a#2", "a#1");
    assertThat(names(Query.of("order").after("a"))).isEqualTo(sorted.subList(3, 9));
    assertThat(names(Query.of("order").before("a").newestFirst())).containsExactly("B", "A");
    assertThat(names(Query.of("order").limit(2))).containsExactly("A", "B");
  }

  @Test
  void a_prefix_is_no_pattern() {
    Stream.of("a%c", "abc", "a_d", "abd")
        .forEach(name -> tables().put(Sample.ROW, Sample.of("pattern", name)));
    assertThat(names(Query.of("pattern").beginningWith("a%"))).containsExactly("a%c");
    assertThat(names(Query.of("pattern").beginningWith("a_"))).containsExactly("a_d");
  }

  @Test
  void an_index_has_the_rows_that_have_its_key() {
    tables().put(Sample.ROW, Sample.of("indexed", "1").marked("z"));
    tables().put(Sample.ROW, Sample.of("indexed", "2").marked("y"));
    tables().put(Sample.ROW, Sample.of("indexed", "3"));
    assertThat(names(Query.of(Query.Index.FIRST, "marked-indexed"))).containsExactly("2", "1");
    assertThat(names(Query.of(Query.Index.SECOND, "sized-indexed").beginningWith("7")))
        .containsExactlyInAnyOrder("1", "2", "3");
    tables().delete(new Key("indexed", "2"));
    assertThat(names(Query.of(Query.Index.FIRST, "marked-indexed"))).containsExactly("1");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource({
    "TABLE, false",
    "TABLE, true",
    "FIRST, false",
    "FIRST, true",
    "SECOND, false",
    "SECOND, true"
  })
  void pages_hold_every_row_once_and_in_order(Query.Index index, boolean newestFirst) {
    var group = "paged-" + index + newestFirst;
    for (int i = 10; i < 17; i++) {
      tables().put(Sample.ROW, Sample.of(group, "" + i).marked("w" + i));
    }
    var partition =
        switch (index) {
          case TABLE -> group;
          case FIRST -> "marked-" + group;
          case SECOND -> "sized-" + group; // all have one sort key there
        };
    var query = Query.of(index, partition).limit(3);
    var found = new ArrayList<String>();
    Cursor cursor = null;
    do {
      var page =
          tables().query(Sample.ROW, (newestFirst ? query.newestFirst() : query).from(cursor));
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(3);
      page.rows().forEach(row -> found.add(row.name()));
      cursor = page.next() == null ? null : Cursor.parse(page.next().text());
    } while (cursor != null);
    var ascending = List.of("10", "11", "12", "13", "14", "15", "16");
    if (index == Query.Index.SECOND) {
      assertThat(found).containsExactlyInAnyOrderElementsOf(ascending);
    } else {
      assertThat(found).isEqualTo(newestFirst ? ascending.reversed() : ascending);
    }
  }

  @Test
  void the_cursor_of_another_list_is_refused() {
    for (var name : List.of("1", "2")) {
      tables().put(Sample.ROW, Sample.of("cursor", name));
    }
    var cursor = tables().query(Sample.ROW, Query.of("cursor").limit(1)).next();
    assertThatThrownBy(() -> tables().query(Sample.ROW, Query.of("other").from(cursor)))
        .isInstanceOf(ProblemException.class)
        .hasMessage("the cursor is not of this list. Use the cursor of the page before, or none.");
  }

  @Test
  void a_page_is_full_whatever_the_rows_weigh() {
    for (int i = 10; i < 15; i++) {
      tables().put(Sample.ROW, Sample.of("heavy", "" + i).words(List.of("x".repeat(300_000))));
    }
    assertThat(names(Query.of("heavy").limit(4))).containsExactly("10", "11", "12", "13");
  }

  @Test
  void a_row_over_400_kb_is_refused() {
    var row = Sample.of("large", "one").words(List.of("x".repeat(TableLimits.ROW_BYTES)));
    assertThatThrownBy(() -> tables().put(Sample.ROW, row))
        .isInstanceOf(TableLimitException.class)
        .hasMessageMatching("a row has at most 409600 bytes, 'large \\| one' has 41\\d{4}");
    assertThatThrownBy(() -> tables().transact(List.of(Write.put(Sample.ROW, row))))
        .isInstanceOf(TableLimitException.class);
    var counter = new Counter("large", 0, "x".repeat(TableLimits.ROW_BYTES));
    assertThatThrownBy(() -> tables().add(Counter.ROW, counter, "count", 1))
        .isInstanceOf(TableLimitException.class);
    assertThat(tables().get(Sample.ROW, row.key())).isEmpty();
  }

  @Test
  void what_is_nested_32_levels_is_taken_and_deeper_refused() {
    var most = Sample.of("deep", "one").any(Json.parse("[".repeat(32) + "]".repeat(32)));
    tables().put(Sample.ROW, most);
    assertThat(tables().get(Sample.ROW, most.key())).contains(most);
    var over =
        Sample.of("deep", "two").any(Json.parse("{\"a\":".repeat(33) + "1" + "}".repeat(33)));
    assertThatThrownBy(() -> tables().put(Sample.ROW, over))
        .isInstanceOf(TableLimitException.class)
        .hasMessage("an attribute is nested at most 32 levels deep, 'deep | two' has one deeper");
  }

  @Test
  void a_transaction_of_a_hundred_writes_is_taken_and_of_more_refused() {
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
  void a_transaction_over_4_mb_is_refused() {
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
  void a_transaction_that_writes_a_row_twice_is_refused() {
    var row = Sample.of("twice", "one");
    assertThatThrownBy(
            () -> tables().transact(List.of(Write.put(Sample.ROW, row), Write.delete(row.key()))))
        .isInstanceOf(TableLimitException.class)
        .hasMessage("a transaction writes 'twice | one' twice");
  }

  private List<String> names(Query query) {
    return tables().query(Sample.ROW, query).rows().stream().map(Sample::name).toList();
  }

  private static boolean isWritten(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }
}
