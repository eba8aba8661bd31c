package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.task.TaskVerb;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows: what is written is read, under conditions, and added to. */
interface RowsContract extends TablesUnderTest {
  @Test
  default void a_row_reads_back_as_it_was_written() {
    var row = Sample.of("same", "one");
    tables().put(Sample.ROW, row);
    assertThat(tables().get(Sample.ROW, row.key())).contains(row);
  }

  @Test
  default void a_row_that_is_not_there_is_nothing() {
    assertThat(tables().get(Sample.ROW, new Key("nowhere", "one"))).isEmpty();
  }

  @Test
  default void a_newer_release_reads_what_an_older_one_wrote() {
    tables().put(Former.ROW, new Former("former", "one", 3));
    assertThat(tables().get(Sample.ROW, new Key("former", "one")))
        .contains(
            new Sample(
                "former", "one", 3, null, false, null, null, null, null, List.of(), Map.of(),
                Map.of(), null, null, null));
  }

  @Test
  default void an_older_release_reads_what_a_newer_one_wrote() {
    tables().put(Sample.ROW, Sample.of("newer", "one"));
    assertThat(tables().get(Former.ROW, new Key("newer", "one")))
        .contains(new Former("newer", "one", 1));
  }

  @Test
  default void a_put_replaces_the_whole_row() {
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
        new Case("at most its version", Condition.versionAtMost(1), true, true),
        new Case("at most an earlier version", Condition.versionAtMost(0), true, false),
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
  @MethodSource("io.coreautomation.db.table.RowsContract#conditions")
  default void a_put_happens_only_if_its_condition_holds(Case c) {
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
  @MethodSource("io.coreautomation.db.table.RowsContract#conditions")
  default void a_delete_happens_only_if_its_condition_holds(Case c) {
    var missing = new Key("delete-none-" + c.name(), "stored");
    assertThat(isWritten(() -> tables().delete(missing, c.condition()))).isEqualTo(c.onNone());

    var stored = Sample.of("delete-" + c.name(), "stored");
    tables().put(Sample.ROW, stored);
    assertThat(isWritten(() -> tables().delete(stored.key(), c.condition())))
        .isEqualTo(c.onStored());
    assertThat(tables().get(Sample.ROW, stored.key()).isEmpty()).isEqualTo(c.onStored());
  }

  @Test
  default void all_conditions_of_a_write_must_hold() {
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
  default void a_delete_of_what_is_not_there_is_no_error() {
    tables().delete(new Key("nowhere", "two"));
    assertThat(tables().get(Sample.ROW, new Key("nowhere", "two"))).isEmpty();
  }

  @Test
  default void an_addition_makes_the_row_and_then_keeps_what_it_has() {
    var first = tables().add(Counter.ROW, new Counter("wakes", 0, "monday"), "count", 1);
    assertThat(first).isEqualTo(new Counter("wakes", 1, "monday"));
    var second = tables().add(Counter.ROW, new Counter("wakes", 0, "tuesday"), "count", 2);
    assertThat(second).isEqualTo(new Counter("wakes", 3, "monday"));
    assertThat(tables().get(Counter.ROW, new Key("counter", "wakes"))).contains(second);
  }

  @Test
  default void an_addition_takes_what_the_row_lacks() {
    tables().put(Counter.ROW, new Counter("lacking", 5, null));
    assertThat(tables().add(Counter.ROW, new Counter("lacking", 100, "now"), "count", -2))
        .isEqualTo(new Counter("lacking", 3, "now"));
  }

  @Test
  default void an_addition_to_what_is_no_number_of_the_row_is_refused() {
    assertThatThrownBy(() -> tables().add(Counter.ROW, new Counter("x", 0, "now"), "size", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Counter has no number 'size'");
  }
}
