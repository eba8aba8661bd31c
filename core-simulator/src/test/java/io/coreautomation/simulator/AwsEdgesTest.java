package io.coreautomation.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.cloudformation.stack.Removals;
import io.coreautomation.simulator.fault.CallMatch;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.StackStatusChange;
import io.coreautomation.simulator.world.WorldSettings;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;

/** The edges of AWS that CloudFormation's twin owns, by their numbers in the design. */
class AwsEdgesTest {
  private static final String TOPIC =
      """
      Parameters: {Name: {Type: String, Default: a}}
      Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Name}}}
      Outputs: {Arn: {Value: !Ref T, Export: {Name: topic}}}
      """;
  private static final String LABELLED =
      """
      Resources:
        T: {Type: AWS::SNS::Topic, Properties: {TopicName: a, DisplayName: a}}
        P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: old}}
      """;
  private static final String USER =
      "Resources: {S: {Type: 'AWS::SSM::Parameter', Properties: {Type: String, Value:"
          + " !ImportValue topic}}}";

  private final Twin twin = new Twin();

  private void rename(String name) {
    twin.update(
        "topics", TOPIC, r -> r.parameters(p -> p.parameterKey("Name").parameterValue(name)));
  }

  @Test
  void edge_1_outputs_are_final_while_the_cleanup_goes_on_and_the_next_update_is_refused() {
    twin.create("topics", TOPIC);
    twin.settle();
    rename("b");
    while (!twin.status("topics").equals("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")) {
      twin.pass(Duration.ofMillis(500));
    }
    assertThat(twin.outputs("topics").get("Arn")).endsWith(":b");
    assertThatThrownBy(() -> rename("c"))
        .hasMessageContaining(
            "is in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS state and can not be updated.");
    twin.settle();
    assertThat(twin.status("topics")).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void edge_2_termination_protection_is_a_call_of_its_own() {
    twin.create("topics", TOPIC, r -> r.enableTerminationProtection(true));
    twin.settle();
    assertThatThrownBy(() -> twin.cloudFormation.deleteStack(r -> r.stackName("topics")))
        .hasMessageContaining(
            "Stack [topics] cannot be deleted while TerminationProtection is enabled");
    twin.cloudFormation.updateTerminationProtection(
        r -> r.stackName("topics").enableTerminationProtection(false));
    twin.cloudFormation.deleteStack(r -> r.stackName("topics"));
    assertThat(twin.status("topics")).isEqualTo("DELETE_IN_PROGRESS");
  }

  @Test
  void edge_3_a_deleted_stack_is_found_by_id_only_and_its_successor_has_another_id() {
    var first = twin.create("topics", TOPIC);
    twin.settle();
    twin.cloudFormation.deleteStack(r -> r.stackName("topics"));
    twin.settle();
    assertThat(twin.status(first)).isEqualTo("DELETE_COMPLETE");
    assertThatThrownBy(() -> twin.status("topics"))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.statusCode()).isEqualTo(400);
            });
    assertThat(twin.create("topics", TOPIC)).isNotEqualTo(first);
  }

  @Test
  void edge_4_omitted_parameters_need_use_previous_value_and_secrets_are_hidden() {
    var template =
        """
        Parameters:
          Secret: {Type: String, NoEcho: yes}
          Text: {Type: String, Default: a}
        Resources:
          T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Text}}
        """;
    twin.create(
        "s", template, r -> r.parameters(p -> p.parameterKey("Secret").parameterValue("x")));
    twin.settle();
    assertThat(twin.stack("s").parameters())
        .anyMatch(p -> p.parameterKey().equals("Secret") && p.parameterValue().equals("****"));
    assertThatThrownBy(
            () ->
                twin.update(
                    "s",
                    template,
                    r -> r.parameters(p -> p.parameterKey("Text").parameterValue("b"))))
        .hasMessageContaining("Parameters: [Secret] must have values");
    twin.update(
        "s",
        template,
        r ->
            r.parameters(
                p -> p.parameterKey("Text").parameterValue("b"),
                p -> p.parameterKey("Secret").usePreviousValue(true)));
    assertThat(twin.status("s")).isEqualTo("UPDATE_IN_PROGRESS");
  }

  @Test
  void edge_5_an_export_in_use_blocks_update_and_delete() {
    twin.create("user", USER);
    twin.settle();
    assertThat(twin.transcript("user"))
        .contains(
            "user ROLLBACK_IN_PROGRESS | No export named topic found. Rollback requested by user.");
    twin.cloudFormation.deleteStack(r -> r.stackName("user"));
    twin.create("topics", TOPIC);
    twin.settle();
    assertThatThrownBy(() -> twin.cloudFormation.listImports(r -> r.exportName("topic")))
        .hasMessageContaining("Export 'topic' is not imported by any stack.");
    twin.create("user", USER);
    twin.settle();
    assertThat(twin.cloudFormation.listImports(r -> r.exportName("topic")).imports())
        .containsExactly("user");
    assertThat(twin.cloudFormation.listExportsPaginator().exports())
        .singleElement()
        .satisfies(e -> assertThat(e.value()).endsWith(":a"));
    assertThatThrownBy(() -> twin.cloudFormation.deleteStack(r -> r.stackName("topics")))
        .hasMessageContaining("Export topic cannot be deleted as it is in use by user");
    rename("b");
    twin.settle();
    assertThat(twin.status("topics")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(twin.transcript("topics"))
        .contains("Export topic cannot be updated as it is in use by user");
    twin.update("topics", TOPIC.substring(0, TOPIC.indexOf("Outputs")));
    twin.settle();
    assertThat(twin.transcript("topics"))
        .contains("Cannot delete export topic as it is in use by user");
    twin.create("rival", TOPIC.replace("Default: a", "Default: other"));
    twin.settle();
    assertThat(twin.transcript("rival"))
        .contains("Export with name topic is already exported by stack topics");
  }

  @Test
  void edge_6_the_cause_of_a_nested_failure_is_in_the_child() {
    var url =
        twin.object("https://b.s3.amazonaws.com/child.yaml", TOPIC.replace("topic", "child"))
            .toString();
    var parent =
        "Resources:\n  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: '"
            + url
            + "', Parameters: {Name: n}}}\n"
            + "  After: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt"
            + " Child.Outputs.Arn}}\n"
            + "Outputs: {Arn: {Value: !GetAtt Child.Outputs.Arn}}\n";
    var id = twin.create("parent", parent);
    twin.settle();
    assertThat(twin.status("parent")).isEqualTo("CREATE_COMPLETE");
    assertThat(twin.outputs("parent").get("Arn")).endsWith(":n");
    var childId =
        twin.cloudFormation
            .describeStackResource(r -> r.stackName("parent").logicalResourceId("Child"))
            .stackResourceDetail()
            .physicalResourceId();
    var child = twin.stack(childId);
    assertThat(child.parentId()).isEqualTo(id);
    assertThat(child.rootId()).isEqualTo(id);
    assertThat(child.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    twin.update("parent", parent.replace("Name: n", "Name: m"));
    twin.settle();
    assertThat(twin.outputs("parent").get("Arn")).endsWith(":m");
    assertThat(twin.status(childId)).isEqualTo("UPDATE_COMPLETE");
    twin.world
        .faults()
        .failResource(ResourceMatch.ofLogicalId("After"), ResourceStep.UPDATE, 1, "No");
    twin.update("parent", parent.replace("Name: n", "Name: o"));
    twin.settle();
    assertThat(twin.status("parent")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(twin.status(childId)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(twin.outputs(childId).get("Arn")).endsWith(":m");
    assertThat(twin.restarted().transcript(childId)).isEqualTo(twin.transcript(childId));
    twin.cloudFormation.deleteStack(r -> r.stackName("parent"));
    twin.settle();
    assertThat(twin.status(childId)).isEqualTo("DELETE_COMPLETE");

    twin.world
        .faults()
        .failResource(ResourceMatch.ofLogicalId("T"), ResourceStep.CREATE, 1, "Real cause");
    var failed = twin.create("second", parent);
    twin.settle();
    assertThat(twin.status(failed)).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(twin.transcript(failed))
        .contains(
            "Child CREATE_FAILED | Embedded stack"
                + " arn:aws:cloudformation:eu-west-1:111111111111:stack/second-Child-")
        .contains("was not successfully created: The following resource(s) failed to create: [T].");
  }

  @Test
  void edge_10_a_silent_custom_resource_takes_its_time_and_fails() {
    twin.world.faults().stickResource(ResourceMatch.ofType("Custom::Thing"), ResourceStep.CREATE);
    var id =
        twin.create("s", "Resources: {C: {Type: 'Custom::Thing', Properties: {ServiceToken: x}}}");
    twin.pass(Duration.ofMinutes(30));
    assertThat(twin.status(id)).isEqualTo("CREATE_IN_PROGRESS");
    twin.settle();
    assertThat(twin.status(id)).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(twin.transcript(id))
        .contains("did not receive a response from your Custom Resource");
  }

  @Test
  void edge_11_what_was_removed_out_of_band_fails_an_update_and_its_rollback() {
    twin.create("topics", LABELLED);
    twin.settle();
    Removals.of(twin.world).remove(Twin.ACCOUNT, "eu-west-1", "topics", "T");

    twin.update("topics", LABELLED.replace("Value: old", "Value: new"));
    twin.settle();
    assertThat(twin.status("topics")).isEqualTo("UPDATE_COMPLETE"); // it was not touched

    var renamed = LABELLED.replace("DisplayName: a", "DisplayName: b");
    twin.update("topics", renamed);
    twin.settle();
    assertThat(twin.status("topics")).isEqualTo("UPDATE_ROLLBACK_FAILED");
    assertThat(twin.transcript("topics"))
        .containsPattern(
            "T UPDATE_FAILED \\| Resource of type 'AWS::SNS::Topic' with identifier"
                + " 'arn:aws:sns:eu-west-1:111111111111:a' was not found. \\(RequestToken:"
                + " [-0-9a-f]+, HandlerErrorCode: NotFound\\)");

    twin.cloudFormation.continueUpdateRollback(r -> r.stackName("topics"));
    twin.settle();
    assertThat(twin.restarted().status("topics")).isEqualTo("UPDATE_ROLLBACK_FAILED");
    twin.cloudFormation.continueUpdateRollback(r -> r.stackName("topics").resourcesToSkip("T"));
    twin.settle();
    assertThat(twin.status("topics")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

    twin.cloudFormation.createChangeSet(
        r ->
            r.stackName("topics")
                .changeSetName("mend")
                .templateBody(renamed)
                .deploymentMode(DeploymentMode.REVERT_DRIFT));
    twin.settle();
    var mend =
        twin.cloudFormation.describeChangeSet(r -> r.stackName("topics").changeSetName("mend"));
    assertThat(mend.deploymentMode()).isEqualTo(DeploymentMode.REVERT_DRIFT);
    assertThat(mend.changes())
        .extracting(
            c -> c.resourceChange().actionAsString() + " " + c.resourceChange().logicalResourceId())
        .containsExactlyInAnyOrder("Add T", "Modify P");
    twin.cloudFormation.executeChangeSet(r -> r.stackName("topics").changeSetName("mend"));
    twin.settle();
    twin.update("topics", renamed.replace("DisplayName: b", "DisplayName: c"));
    twin.settle();
    assertThat(twin.status("topics")).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void edge_11_a_stack_lets_go_of_what_was_removed_out_of_band() {
    twin.create("topics", TOPIC);
    twin.settle();
    Removals.of(twin.world).remove(Twin.ACCOUNT, "eu-west-1", "topics", "T");
    twin.create("others", TOPIC.replace("Name: topic", "Name: other"));
    twin.settle();
    assertThat(twin.status("others")).isEqualTo("CREATE_COMPLETE"); // the name is free again

    twin.cloudFormation.deleteStack(r -> r.stackName("topics"));
    assertThat(twin.settle().world.nextEventAt()).isEmpty();
    assertThatThrownBy(() -> twin.status("topics")).hasMessageContaining("does not exist");
  }

  @Test
  void edge_14_partitions_differ() {
    var china = twin.in(Region.CN_NORTH_1);
    china.createStack(
        r ->
            r.stackName("s")
                .templateBody(TOPIC)
                .roleARN("arn:aws-cn:iam::111111111111:role/core-automation-stack-execution"));
    twin.settle();
    assertThat(
            china
                .describeStacks(r -> r.stackName("s"))
                .stacks()
                .getFirst()
                .outputs()
                .getFirst()
                .outputValue())
        .isEqualTo("arn:aws-cn:sns:cn-north-1:111111111111:a");
    assertThat(twin.cloudFormation.describeStacks().stacks()).isEmpty();
  }

  @Test
  void edge_16_a_call_repeated_after_a_lost_answer_meets_its_own_write() {
    twin.world.faults().loseResponse(CallMatch.of("cloudformation", "CreateStack"), 1);
    assertThatThrownBy(() -> twin.create("s", TOPIC)).isInstanceOf(SdkClientException.class);
    assertThatThrownBy(() -> twin.create("s", TOPIC)).isInstanceOf(AlreadyExistsException.class);
    assertThat(twin.status("s")).isEqualTo("CREATE_IN_PROGRESS");
  }

  @Test
  void calls_can_be_throttled_and_denied_on_demand() {
    twin.world
        .faults()
        .throttle(CallMatch.of("cloudformation", "DescribeStacks"), 2)
        .deny(CallMatch.of("cloudformation", "ListStacks"), 1);
    twin.cloudFormation.describeStacks();
    assertThatThrownBy(() -> twin.cloudFormation.describeStacks())
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.isThrottlingException()).isTrue();
            });
    twin.cloudFormation.describeStacks();
    assertThatThrownBy(() -> twin.cloudFormation.listStacks())
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  @Test
  void the_end_of_an_operation_is_announced_once_it_is_due() {
    var id = twin.create("topics", TOPIC, r -> r.clientRequestToken("run-7"));
    var heard = new ArrayList<StackStatusChange>();
    assertThat(twin.world.deliverDue(heard::add)).isZero();
    twin.settle();
    assertThat(twin.restarted().world.deliverDue(heard::add)).isEqualTo(1);
    assertThat(heard.getFirst().eventBridge().path("detail").path("stack-id").asText())
        .isEqualTo(id);
    assertThat(
            heard
                .getFirst()
                .eventBridge()
                .path("detail")
                .path("status-details")
                .path("status")
                .asText())
        .isEqualTo("CREATE_COMPLETE");
    assertThat(heard.getFirst().clientRequestToken()).isEqualTo("run-7");
    assertThat(twin.restarted().world.deliverDue(heard::add)).isZero();
  }

  @Test
  void edge_14_a_bucket_name_is_taken_in_every_account_and_region() {
    var bucket = "Resources: {B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: only-one}}}";
    twin.world.addAccount("222222222222", "two");
    twin.create("first", bucket);
    var other = twin.in("222222222222", Region.US_EAST_1);
    other.createStack(r -> r.stackName("second").templateBody(bucket));
    twin.settle();
    assertThat(twin.status("first")).isEqualTo("CREATE_COMPLETE");
    assertThat(other.describeStackEvents(r -> r.stackName("second")).stackEvents())
        .anyMatch(e -> "only-one already exists".equals(e.resourceStatusReason()));
  }

  @Test
  void callers_that_are_too_fast_are_throttled_when_the_world_says_so() {
    var strict =
        new Twin(new MemoryWorldStore(), Twin.START, WorldSettings.DEFAULT.withThrottling(true));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                strict.cloudFormation.describeStacks();
              }
            })
        .hasMessageContaining("Rate exceeded");
    strict.pass(Duration.ofSeconds(1));
    assertThat(strict.cloudFormation.describeStacks().stacks()).isEmpty();
  }
}
