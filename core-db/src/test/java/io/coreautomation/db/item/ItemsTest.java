package io.coreautomation.db.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemsTest {
  private static final Target DEV = new Target("210000000011", "eu-west-1");
  private static final Target PROD = new Target("210000000012", "eu-west-1");
  private final Items items = new Items(new InMemoryTables());

  @Test
  void an_item_is_found_by_branch_target_and_action() {
    var item = item("prn:web:shop:main:42", DEV, "data");
    items.put(item);
    assertThat(items.get(Prn.parse("prn:web:shop:main"), DEV, "data")).contains(item);
    assertThat(items.get(Prn.parse("prn:web:shop:main:43"), DEV, "data")).contains(item);
    assertThat(items.get(Prn.parse("prn:web:shop:main"), PROD, "data")).isEmpty();
  }

  @Test
  void the_next_build_of_a_branch_takes_the_place_of_the_one_before() {
    items.put(item("prn:web:shop:main:42", DEV, "data"));
    var next = item("prn:web:shop:main:43", DEV, "data");
    items.put(next);
    assertThat(items.of(Prn.parse("prn:web:shop:main"))).containsExactly(next);
    assertThat(items.of(Prn.parse("prn:web:shop:main:42"))).isEmpty();
  }

  @Test
  void items_are_listed_at_every_depth_of_the_prn() {
    var data = item("prn:web:shop:main:42", DEV, "data");
    var app = item("prn:web:shop:main:42", PROD, "app");
    var test = item("prn:web:shop:test:7", DEV, "app");
    var other = item("prn:web:shop2:main:1", DEV, "app");
    List.of(app, other, test, data).forEach(items::put);
    assertThat(items.of(Prn.parse("prn:web:shop:main"))).containsExactly(data, app);
    assertThat(items.of(Prn.parse("prn:web:shop"))).containsExactly(data, app, test);
    assertThat(items.of(Prn.parse("prn:web"))).containsExactlyInAnyOrder(data, app, test, other);
    assertThat(items.of(Prn.parse("prn:data"))).isEmpty();
  }

  @Test
  void items_are_listed_by_account_and_region_until_they_are_removed() {
    var data = item("prn:web:shop:main:42", DEV, "data");
    var other = item("prn:platform:net:main:1", DEV, "vpc");
    List.of(data, other, item("prn:web:shop:main:42", PROD, "data")).forEach(items::put);
    assertThat(items.at(DEV, 10, null).rows()).containsExactly(other, data);
    items.remove(Prn.parse("prn:web:shop:main"), DEV, "data");
    assertThat(items.at(DEV, 10, null).rows()).containsExactly(other);
  }

  private static Item item(String prn, Target target, String action) {
    return new Item(
        Prn.parse(prn),
        action,
        "AWS::CreateStack",
        target.account(),
        target.region(),
        "shop-" + action,
        "arn:aws:cloudformation:" + action,
        "CREATE_COMPLETE",
        Digest.of("list"),
        Digest.of("template"),
        null,
        RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Map.of("TableName", Json.parse("\"t\"")));
  }
}
