package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.Standing;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What it costs to find that a stack is as it should be. */
class UnchangedStackTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Name: {Type: String}
      Resources:
        Bills:
          Type: AWS::SQS::Queue
          Properties: {QueueName: !Ref Name}
      Outputs:
        Url: {Value: !Ref Bills}
      """;

  private final KindWorld world = new KindWorld();
  private final CreateStack kind = new CreateStack();

  private JsonNode stack(String queue) {
    var params = Json.object().put("stackName", "shop-data");
    params.putObject("parameters").put("Name", queue);
    return params.set("template", world.template(TEMPLATE));
  }

  private Progress.Done deployed(String queue) {
    return (Progress.Done) world.drive(kind, stack(queue));
  }

  private Progress.Previewed previewed(String queue) {
    for (int looks = 0; looks < 10; looks++) {
      if (kind.preview(world.context(false), world.bound(kind, stack(queue)))
          instanceof Progress.Previewed found) {
        return found;
      }
      world.pass(Duration.ofSeconds(5));
    }
    throw new AssertionError("it came to no end");
  }

  @Test
  void a_look_and_an_update_that_is_refused_become_a_look_alone_and_then_nothing() {
    var created = deployed("bills");

    world.begin();
    assertThat(deployed("bills").change()).isEqualTo(Change.NO_CHANGE);
    assertThat(world.calls().names()).containsExactly("DescribeStacks", "UpdateStack");

    world.remember(created, false);
    world.begin();
    var known = deployed("bills");
    assertThat(known.change()).isEqualTo(Change.NO_CHANGE);
    assertThat(known.outputs()).isEqualTo(created.outputs()).containsKey("Url");
    assertThat(known.standing()).isNull();
    assertThat(world.calls().names()).containsExactly("DescribeStacks");

    world.remember(created, true);
    world.begin();
    var trusted = deployed("bills");
    assertThat(trusted.change()).isEqualTo(Change.NO_CHANGE);
    assertThat(trusted.outputs()).isEqualTo(created.outputs());
    assertThat(world.calls().names()).isEmpty();
  }

  @Test
  void a_stack_that_others_have_updated_since_is_compared_by_AWS() {
    world.remember(deployed("bills"), false);
    world
        .look()
        .updateStack(
            r ->
                r.stackName("shop-data")
                    .usePreviousTemplate(true)
                    .parameters(p -> p.parameterKey("Name").parameterValue("orders")));
    world.pass(Duration.ofHours(1));

    world.begin();
    assertThat(deployed("bills").change()).isEqualTo(Change.UPDATE);
    assertThat(world.calls().names()).contains("UpdateStack");
  }

  @Test
  void a_stack_that_others_have_made_anew_is_compared_by_AWS() {
    world.remember(deployed("bills"), false);
    world.drive(new DeleteStack(), Json.object().put("stackName", "shop-data"));
    world.pass(Duration.ofMinutes(2));
    world.begin();
    deployed("bills");

    world.calls().forget();
    assertThat(deployed("bills").change()).isEqualTo(Change.NO_CHANGE);
    assertThat(world.calls().names()).containsExactly("DescribeStacks", "UpdateStack");
  }

  @Test
  void a_preview_needs_no_change_set_where_the_registry_knows_and_says_just_the_same() {
    var created = deployed("bills");
    world.begin();
    var asked = previewed("bills");
    assertThat(world.calls().names())
        .containsExactly(
            "DescribeStacks",
            "DescribeChangeSet",
            "CreateChangeSet",
            "DescribeStacks",
            "DescribeChangeSet",
            "DeleteChangeSet");

    world.remember(created, false);
    world.begin();
    assertThat(previewed("bills")).isEqualTo(asked);
    assertThat(world.calls().names()).containsExactly("DescribeStacks");

    world.remember(created, true);
    world.begin();
    assertThat(previewed("bills")).isEqualTo(asked);
    assertThat(world.calls().names()).isEmpty();
  }

  @Test
  void what_stands_is_told_with_the_digest_that_the_params_have() {
    var standing = Objects.requireNonNull(deployed("bills").standing());

    assertThat(standing.target()).isEqualTo(KindWorld.TARGET);
    assertThat(standing.resource()).isEqualTo("stack/shop-data");
    assertThat(standing.status()).isEqualTo("CREATE_COMPLETE");
    assertThat(standing.id())
        .isEqualTo(world.look().describeStacks().stacks().getFirst().stackId());
    assertThat(kind.wanted(world.bound(kind, stack("bills"))))
        .contains(new Wanted("stack/shop-data", standing.inputs()));
    assertThat(kind.wanted(world.bound(kind, stack("orders"))))
        .map(Wanted::inputs)
        .isNotEqualTo(standing.inputs());
    var updated = deployed("orders");
    assertThat(Objects.requireNonNull(updated.standing()).lastUpdated())
        .isEqualTo(world.look().describeStacks().stacks().getFirst().lastUpdatedTime());
  }

  @Test
  void a_stack_that_is_deleted_is_told_to_be_gone_and_so_is_one_that_is_not_there() {
    deployed("bills");
    var params = Json.object().put("stackName", "shop-data");
    var gone = Standing.gone(KindWorld.TARGET, "stack/shop-data");

    assertThat(((Progress.Done) world.drive(new DeleteStack(), params)).standing()).isEqualTo(gone);
    assertThat(((Progress.Done) world.drive(new DeleteStack(), params)).standing()).isEqualTo(gone);
  }
}
