package io.coreautomation.db.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitNewsTest {
  private static final RunId ONE = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final RunId TWO = RunId.parse("0198f2c4-0000-7000-8000-000000000002");
  private static final Instant UNTIL = Instant.parse("2026-01-02T00:00:00Z");
  private final InMemoryTables tables = new InMemoryTables();
  private final WaitNews news = new WaitNews(tables);

  @Test
  void a_run_knows_what_it_was_told_until_it_has_looked() {
    news.tell(ONE, List.of("stack/a", "stack/b"), UNTIL);
    news.tell(ONE, List.of("stack/b", "ami-1"), UNTIL);
    assertThat(news.of(ONE)).containsExactly("ami-1", "stack/a", "stack/b");

    news.heard(ONE, List.of("stack/a", "ami-1"));
    assertThat(news.of(ONE)).containsExactly("stack/b");
    news.heard(ONE, List.of("stack/a"));
  }

  @Test
  void news_are_for_one_run_and_are_not_its_wait() {
    new Waits(tables).park(ONE, 1, "token", 0);
    assertThat(news.of(ONE)).isEmpty();
    news.tell(ONE, List.of("stack/a"), UNTIL);
    assertThat(news.of(TWO)).isEmpty();
    assertThat(new Waits(tables).wake(ONE)).isEqualTo(new WaitRow(ONE, 1, 1, "token"));
  }

  @Test
  void a_fleet_that_comes_to_rest_at_once_is_told_whole() {
    var stacks = IntStream.range(0, 1_234).mapToObj(i -> "stack/" + i).toList();
    news.tell(ONE, stacks, UNTIL);
    assertThat(news.of(ONE)).hasSize(1_234);
    news.heard(ONE, stacks);
    assertThat(news.of(ONE)).isEmpty();
  }

  @Test
  void news_that_nobody_hears_go_by_themselves() {
    var row = new NewsRow(ONE, "stack/a", UNTIL);
    assertThat(NewsRow.ROW.item(row).get("ttl").n()).isEqualTo(UNTIL.getEpochSecond() + "");
  }
}
