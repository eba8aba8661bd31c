package io.coreautomation.db.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemsTest {
  private static final Target DEV = new Target("210000000011", "eu-west-1");
  private static final Target PROD = new Target("210000000012", "eu-west-1");
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  private static final Prn MAIN = Prn.parse("prn:web:shop:main");
  private final Items items = new Items(new InMemoryTables());

  @Test
  void an_item_is_found_by_its_place_and_knows_its_owner() {
    var item = item("prn:web:shop:main:42", DEV, "data", 1);
    stands(item);
    assertThat(items.get(DEV, "stack/data")).contains(item);
    assertThat(items.get(PROD, "stack/data")).isEmpty();
    assertThat(item.owner()).isEqualTo(MAIN);
  }

  @Test
  void who_deploys_a_thing_last_has_the_item_of_it() {
    stands(item("prn:web:shop:main:42", DEV, "data", 1));
    var next = item("prn:web:shop:test:7", DEV, "data", 2);
    stands(next);
    assertThat(items.of(MAIN)).isEmpty();
    assertThat(items.of(Prn.parse("prn:web:shop:test"))).containsExactly(next);
    assertThat(items.of(Prn.parse("prn:web:shop:test:7"))).containsExactly(next);
    assertThat(items.of(Prn.parse("prn:web:shop:test:6"))).isEmpty();
  }

  @Test
  void items_are_listed_at_every_depth_of_the_prn() {
    var data = item("prn:web:shop:main:42", DEV, "data", 1);
    var app = item("prn:web:shop:main:42", PROD, "app", 1);
    var test = item("prn:web:shop:test:7", DEV, "app", 1);
    var other = item("prn:web:shop2:main:1", PROD, "more", 1);
    stands(app, other, test, data);
    assertThat(items.of(MAIN)).containsExactly(data, app);
    assertThat(items.of(Prn.parse("prn:web:shop"))).containsExactly(data, app, test);
    assertThat(items.of(Prn.parse("prn:web"))).containsExactlyInAnyOrder(data, app, test, other);
    assertThat(items.of(Prn.parse("prn:data"))).isEmpty();
  }

  @Test
  void items_are_listed_by_account_and_region_until_they_are_gone() {
    var data = item("prn:web:shop:main:42", DEV, "data", 1);
    var other = item("prn:platform:net:main:1", DEV, "vpc", 1);
    stands(data, other, item("prn:web:shop:main:42", PROD, "data", 1));
    assertThat(items.at(DEV, 10, null).rows()).containsExactly(data, other);
    items.note(List.of(new ItemNews.Gone(DEV, "stack/data")));
    assertThat(items.at(DEV, 10, null).rows()).containsExactly(other);
  }

  @Test
  void noting_twice_is_noting_once_and_the_later_of_two_news_counts() {
    var first = item("prn:web:shop:main:42", DEV, "data", 1);
    var second = item("prn:web:shop:main:42", DEV, "data", 2);
    stands(first, second);
    stands(first, second);
    assertThat(items.get(DEV, "stack/data")).contains(second);
  }

  @Test
  void news_that_come_late_take_nothing_back_and_leave_nothing_to_trust() {
    var untouched = item("prn:web:shop:main:42", DEV, "app", 3);
    stands(item("prn:web:shop:main:43", DEV, "data", 2));
    stands(item("prn:web:shop:main:42", DEV, "data", 1), untouched);
    assertThat(items.get(DEV, "stack/data")).isEmpty();
    assertThat(items.get(DEV, "stack/app")).contains(untouched);
  }

  @Test
  void a_failure_leaves_an_item_in_doubt_if_it_belongs_to_the_run_that_failed() {
    stands(
        item("prn:web:shop:main:42", DEV, "data", 1), item("prn:web:shop:test:7", DEV, "app", 1));
    items.note(
        List.of(
            new ItemNews.InDoubt(DEV, "stack/data", MAIN, RUN, 2),
            new ItemNews.InDoubt(DEV, "stack/app", MAIN, RUN, 2),
            new ItemNews.InDoubt(DEV, "stack/none", MAIN, RUN, 2)));
    var doubted = items.get(DEV, "stack/data").orElseThrow();
    assertThat(doubted.isComplete()).isFalse();
    assertThat(doubted.inputs()).isNull();
    assertThat(items.get(DEV, "stack/app")).map(Item::isComplete).contains(true);
    assertThat(items.get(DEV, "stack/none")).isEmpty();
  }

  @Test
  void as_many_as_no_transaction_takes_are_noted_in_several() {
    var many = new ArrayList<Item>();
    for (int i = 0; i < 250; i++) {
      many.add(item("prn:web:shop:main:42", DEV, "s" + i, 1));
    }
    stands(many.toArray(Item[]::new));
    assertThat(items.of(MAIN)).containsExactlyInAnyOrderElementsOf(many);
  }

  private void stands(Item... these) {
    items.note(List.of(these).stream().<ItemNews>map(ItemNews.Stands::new).toList());
  }

  private static Item item(String prn, Target target, String name, long version) {
    return new Item(
        Prn.parse(prn),
        name,
        "AWS::CreateStack",
        target.account(),
        target.region(),
        "stack/" + name,
        "arn:aws:cloudformation:" + name,
        "CREATE_COMPLETE",
        Instant.parse("2026-01-01T00:00:00Z"),
        Digest.of("inputs"),
        Map.of("TableName", "t"),
        true,
        Digest.of("list"),
        RUN,
        version);
  }
}
