package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Queries: order, ranges, indexes, pages. */
interface QueriesContract extends TablesUnderTest {
  @Test
  default void a_query_reads_one_partition_in_the_order_of_the_bytes_of_its_sort_keys() {
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
  default void a_prefix_is_no_pattern() {
    Stream.of("a%c", "abc", "a_d", "abd")
        .forEach(name -> tables().put(Sample.ROW, Sample.of("pattern", name)));
    assertThat(names(Query.of("pattern").beginningWith("a%"))).containsExactly("a%c");
    assertThat(names(Query.of("pattern").beginningWith("a_"))).containsExactly("a_d");
  }

  @Test
  default void an_index_has_the_rows_that_have_its_key() {
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
  default void pages_hold_every_row_once_and_in_order(Query.Index index, boolean newestFirst) {
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
  default void the_cursor_of_another_list_is_refused() {
    for (var name : List.of("1", "2")) {
      tables().put(Sample.ROW, Sample.of("cursor", name));
    }
    var cursor = tables().query(Sample.ROW, Query.of("cursor").limit(1)).next();
    assertThatThrownBy(() -> tables().query(Sample.ROW, Query.of("other").from(cursor)))
        .isInstanceOf(ProblemException.class)
        .hasMessage("the cursor is not of this list. Use the cursor of the page before, or none.");
  }

  @Test
  default void a_page_is_full_whatever_the_rows_weigh() {
    for (int i = 10; i < 15; i++) {
      tables().put(Sample.ROW, Sample.of("heavy", "" + i).words(List.of("x".repeat(300_000))));
    }
    assertThat(names(Query.of("heavy").limit(4))).containsExactly("10", "11", "12", "13");
  }
}
