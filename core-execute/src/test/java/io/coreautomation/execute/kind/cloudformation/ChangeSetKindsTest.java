package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class ChangeSetKindsTest {
  private static final String TOPIC =
      """
      Resources: {T: {Type: AWS::SNS::Topic}}
      Outputs: {Arn: {Value: !Ref T, Export: {Name: topic}}}
      """;
  private static final String QUEUE_BESIDE =
      """
      Resources: {T: {Type: AWS::SNS::Topic}, Q: {Type: AWS::SQS::Queue}}
      """;

  private final KindWorld world = new KindWorld();

  @Test
  void one_that_holds_no_change_says_so_and_is_removed() {
    ChangeSetCases.deployed(world, TOPIC);

    assertThat(outputs(made(TOPIC)))
        .containsEntry("hasChanges", "false")
        .containsEntry("changesCount", "0");
    assertThat(waiting()).isZero();
  }

  @Test
  void one_that_cannot_be_made_is_removed_with_the_stack_that_was_made_for_it() {
    var end =
        made("Resources: {T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !ImportValue x}}}");

    assertThat(failure(end).message())
        .isEqualTo("no change set could be made: No export named x found");
    world.pass(java.time.Duration.ofMinutes(1));
    assertThat(world.look(CloudFormationClient.class).describeStacks().stacks()).isEmpty();
  }

  @Test
  void one_of_others_is_neither_replaced_nor_deleted() {
    ChangeSetCases.deployed(world, TOPIC);
    world
        .look(CloudFormationClient.class)
        .createChangeSet(
            r -> r.stackName("shop-data").changeSetName("for-review").templateBody(QUEUE_BESIDE));
    world.pass(java.time.Duration.ofMinutes(1));

    assertThat(failure(made(QUEUE_BESIDE)).message())
        .isEqualTo(
            "the stack 'shop-data' in 210000000011/eu-west-1 has a change set 'for-review' of"
                + " others");
    assertThat(failure(world.drive(new DeleteChangeSet(), ChangeSetCases.named())).message())
        .endsWith(" belongs to no deployment of this platform, not to prn:web:shop:main");
    assertThat(waiting()).isOne();
  }

  @Test
  void one_that_is_not_there_fails_its_application_unless_its_author_reckons_with_that() {
    assertThat(failure(applied(Map.of())).text())
        .isEqualTo(
            "there is no change set 'for-review' of the stack 'shop-data' in"
                + " 210000000011/eu-west-1. Make it first. Where there may be nothing to change,"
                + " set 'skipMissing: true'.");
    assertThat(((Progress.Done) applied(Map.of("skipMissing", true))).change())
        .isEqualTo(Change.NO_CHANGE);
  }

  @Test
  void one_whose_stack_was_changed_since_is_not_executed() {
    ChangeSetCases.deployed(world, TOPIC);
    ChangeSetCases.waiting(world, QUEUE_BESIDE);
    ChangeSetCases.deployed(world, "Resources: {Other: {Type: AWS::SNS::Topic}}");

    assertThat(failure(applied(Map.of())).message())
        .isEqualTo(
            "the change set 'for-review' of the stack 'shop-data' is obsolete: its stack was"
                + " changed since");
  }

  @Test
  void what_the_next_one_of_its_name_will_change_nobody_knows_once_one_was_executed() {
    ChangeSetCases.deployed(world, TOPIC);
    ChangeSetCases.waiting(world, QUEUE_BESIDE);
    assertThat(applied(Map.of())).isInstanceOf(Progress.Done.class);

    var kind = new ApplyChangeSet();
    var preview = kind.preview(world.context(false), world.bound(kind, ChangeSetCases.named()));

    assertThat(((Progress.Previewed) preview).preview().change()).isEqualTo(Change.UNKNOWN);
    assertThat(failure(applied(Map.of())).message()).endsWith(" was executed already");
  }

  @Test
  void the_users_of_an_export_are_named_and_a_stack_that_is_not_there_has_none() {
    assertThat(references(null)).containsEntry("hasReferences", "false");
    ChangeSetCases.deployed(world, TOPIC);
    assertThat(references("Arn")).containsEntry("hasReferences", "false");
    world.stack(
        "Resources: {S: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value:"
            + " !ImportValue topic}}}");

    assertThat(references("Arn"))
        .isEqualTo(Map.of("references", "others", "referencesCount", "1", "hasReferences", "true"));
  }

  private Map<String, String> references(@org.jspecify.annotations.Nullable String output) {
    var params = Json.object().put("stackName", "shop-data").put("outputName", output);
    if (output == null) {
      params.remove("outputName");
    }
    return outputs(world.drive(new GetStackReferences(), params));
  }

  private Progress made(String template) {
    return world.drive(new CreateChangeSet(), ChangeSetCases.of(world, template));
  }

  private Progress applied(Map<String, Boolean> more) {
    ObjectNode params = ChangeSetCases.named();
    more.forEach(params::put);
    return world.drive(new ApplyChangeSet(), params);
  }

  private int waiting() {
    return world
        .look(CloudFormationClient.class)
        .listChangeSets(r -> r.stackName("shop-data"))
        .summaries()
        .size();
  }

  private static Map<String, String> outputs(Progress end) {
    return ((Progress.Done) end).outputs();
  }

  private static Problem failure(Progress end) {
    return ((Progress.Failed) end).problem();
  }
}
