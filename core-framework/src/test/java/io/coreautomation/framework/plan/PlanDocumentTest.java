package io.coreautomation.framework.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlanDocumentTest {
  private static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  private static final Digest LIST = Digest.of("a list");

  private static PlannedAction action(int number, Random order) {
    var resources = new ArrayList<PlannedResource>();
    for (int i = 0; i < number % 5; i++) {
      resources.add(
          new PlannedResource(
              "R" + i,
              "AWS::SQS::Queue",
              Change.UPDATE,
              Replacement.CONDITIONAL,
              shuffled(order, "Name: parameter Name", "Tags: template"),
              shuffled(order, "Name", "Kind"),
              "physical-" + i));
    }
    Collections.shuffle(resources, order);
    return new PlannedAction(
        "a" + number + "/210000000011/eu-west-1",
        "a" + number,
        "AWS::CreateStack",
        new Target("210000000011", "eu-west-1"),
        new Preview(
            Change.values()[number % Change.values().length],
            shuffled(order, "actions.x.outputs.A", "actions.y.outputs.B"),
            resources,
            Map.of("stackId", "arn:" + number, "stackStatus", "CREATE_COMPLETE"),
            3,
            shuffled(order, "it is protected", "R0 is retained"),
            shuffled(order, "careful", "slow")));
  }

  private static List<String> shuffled(Random order, String... texts) {
    var list = new ArrayList<>(List.of(texts));
    Collections.shuffle(list, order);
    return list;
  }

  private static PlanDocument plan(int size, long order) {
    var random = new Random(order);
    var actions = new ArrayList<PlannedAction>();
    for (int i = 0; i < size; i++) {
      actions.add(action(i, random));
    }
    Collections.shuffle(actions, random);
    return PlanDocument.of(AT, LIST, actions);
  }

  @Property(tries = 200)
  void its_digest_does_not_depend_on_the_order_in_which_things_were_found(
      @ForAll @IntRange(max = 40) int size, @ForAll long order) {
    assertThat(plan(size, order).digest()).isEqualTo(plan(size, 0).digest());
  }

  @Property(tries = 50)
  void what_is_read_again_is_the_same_to_the_last_byte(
      @ForAll @IntRange(max = 40) int size, @ForAll long order) {
    var content = plan(size, order).canonical();

    assertThat(PlanDocument.parse(content).canonical()).isEqualTo(content);
  }

  @Test
  void anything_else_that_is_found_is_another_digest() {
    var one = plan(3, 0);
    var otherList = PlanDocument.of(AT, Digest.of("another list"), one.actions());
    var fewer = PlanDocument.of(AT, LIST, one.actions().subList(0, 2));

    assertThat(List.of(one.digest(), otherList.digest(), fewer.digest())).doesNotHaveDuplicates();
  }

  @Test
  void it_has_changes_unless_everything_stays_or_cannot_change() {
    assertThat(of(Change.NO_CHANGE, Change.NONE).hasChanges()).isFalse();
    assertThat(of(Change.NO_CHANGE, Change.UNKNOWN).hasChanges()).isTrue();
    assertThat(of(Change.NO_CHANGE, Change.UPDATE).count(Change.UPDATE)).isEqualTo(1);
  }

  private static PlanDocument of(Change... changes) {
    var actions = new ArrayList<PlannedAction>();
    for (int i = 0; i < changes.length; i++) {
      actions.add(
          new PlannedAction("a" + i, "a" + i, "SYSTEM::NoOp", null, Preview.of(changes[i])));
    }
    return PlanDocument.of(AT, LIST, actions);
  }

  @Test
  void two_actions_of_one_id_are_refused() {
    var twice = new PlannedAction("a", "a", "SYSTEM::NoOp", null, Preview.of(Change.NONE));

    assertThatThrownBy(() -> PlanDocument.of(AT, LIST, List.of(twice, twice)))
        .hasMessage("two actions have the id 'a'");
  }

  @Test
  void a_plan_of_a_later_format_is_refused() {
    var later = Json.objectOf(of(Change.NONE)).put("formatVersion", 2);

    assertThatThrownBy(
            () ->
                PlanDocument.parse(
                    Json.write(later).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .hasStackTraceContaining("the plan has format 2, newer than this release reads");
  }
}
