package io.coreautomation.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.fault.Faults;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** Golden transcripts: the order of events, as CloudFormation's documentation tells it. */
class StackLifeTest {
  private static final String WEB =
      """
      Parameters:
        Cidr: {Type: String, Default: 10.0.0.0/16}
        Text: {Type: String, Default: a}
      Resources:
        Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr}}
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties: {GroupDescription: web, VpcId: !Ref Vpc}
        Alarm:
          Type: AWS::SSM::Parameter
          DependsOn: Group
          Properties: {Type: String, Value: !Ref Text, Name: /web/text}
      """;

  private final Twin twin = new Twin();

  @Test
  void a_failed_create_rolls_back_in_reverse_order() {
    twin.world
        .faults()
        .failResource(ResourceMatch.ofLogicalId("Alarm"), ResourceStep.CREATE, 1, "No more room");
    var id = twin.create("web", WEB);
    twin.settle();
    assertThat(twin.transcript(id))
        .isEqualTo(
            """
            web CREATE_IN_PROGRESS | User Initiated
            Vpc CREATE_IN_PROGRESS
            Vpc CREATE_IN_PROGRESS | Resource creation Initiated
            Vpc CREATE_COMPLETE
            Group CREATE_IN_PROGRESS
            Group CREATE_IN_PROGRESS | Resource creation Initiated
            Group CREATE_COMPLETE
            Alarm CREATE_IN_PROGRESS
            Alarm CREATE_IN_PROGRESS | Resource creation Initiated
            Alarm CREATE_FAILED | No more room
            web ROLLBACK_IN_PROGRESS | The following resource(s) failed to create: [Alarm]. Rollback requested by user.
            Alarm DELETE_IN_PROGRESS
            Alarm DELETE_COMPLETE
            Group DELETE_IN_PROGRESS
            Group DELETE_COMPLETE
            Vpc DELETE_IN_PROGRESS
            Vpc DELETE_COMPLETE
            web ROLLBACK_COMPLETE
            """);
    assertThatThrownBy(() -> twin.update("web", WEB))
        .hasMessageContaining(
            "Stack:" + id + " is in ROLLBACK_COMPLETE state and can not be updated.");
  }

  @Test
  void the_failure_of_one_resource_cancels_those_under_way() {
    twin.world
        .faults()
        .failResource(ResourceMatch.ofLogicalId("Fast"), ResourceStep.CREATE, 1, "Refused");
    twin.create(
        "two",
        """
        Resources:
          Fast: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: x}}
          Slow: {Type: AWS::RDS::DBInstance}
        """);
    twin.settle();
    assertThat(
            twin.transcript(twin.cloudFormation.listStacks().stackSummaries().getFirst().stackId()))
        .contains("Slow CREATE_FAILED | Resource creation cancelled")
        .contains("The following resource(s) failed to create: [Fast, Slow].");
  }

  @Test
  void an_update_with_replacement_creates_before_it_deletes() {
    twin.create("web", WEB);
    twin.settle();
    var before =
        twin.cloudFormation
            .describeStackResource(r -> r.stackName("web").logicalResourceId("Vpc"))
            .stackResourceDetail()
            .physicalResourceId();
    twin.update(
        "web", WEB, r -> r.parameters(p -> p.parameterKey("Cidr").parameterValue("10.1.0.0/16")));
    twin.settle();
    var life = twin.transcript("web");
    assertThat(life.substring(life.indexOf("web UPDATE_IN_PROGRESS")))
        .isEqualTo(
            """
            web UPDATE_IN_PROGRESS | User Initiated
            Vpc UPDATE_IN_PROGRESS | Requested update requires the creation of a new physical resource; hence creating one.
            Vpc UPDATE_IN_PROGRESS | Resource creation Initiated
            Vpc UPDATE_COMPLETE
            Group UPDATE_IN_PROGRESS | Requested update requires the creation of a new physical resource; hence creating one.
            Group UPDATE_IN_PROGRESS | Resource creation Initiated
            Group UPDATE_COMPLETE
            web UPDATE_COMPLETE_CLEANUP_IN_PROGRESS
            Group DELETE_IN_PROGRESS
            Group DELETE_COMPLETE
            Vpc DELETE_IN_PROGRESS
            Vpc DELETE_COMPLETE
            web UPDATE_COMPLETE
            """);
    var after =
        twin.cloudFormation
            .describeStackResource(r -> r.stackName("web").logicalResourceId("Vpc"))
            .stackResourceDetail();
    assertThat(after.physicalResourceId()).isNotEqualTo(before);
    assertThat(after.resourceStatusAsString()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_failed_update_goes_back_to_what_was() {
    twin.create("web", WEB);
    twin.settle();
    twin.world
        .faults()
        .failResource(ResourceMatch.ofLogicalId("Alarm"), ResourceStep.UPDATE, 1, "Not now");
    twin.update(
        "web",
        WEB + "  Extra: {Type: AWS::SNS::Topic}\n",
        r -> r.parameters(p -> p.parameterKey("Text").parameterValue("b")));
    twin.pass(Duration.ofSeconds(1));
    assertThat(twin.stack("web").parameters())
        .anyMatch(p -> p.parameterKey().equals("Text") && p.parameterValue().equals("b"));
    twin.settle();
    var life = twin.transcript("web");
    assertThat(life.substring(life.indexOf("web UPDATE_IN_PROGRESS")))
        .isEqualTo(
            """
            web UPDATE_IN_PROGRESS | User Initiated
            Alarm UPDATE_IN_PROGRESS
            Extra CREATE_IN_PROGRESS
            Extra CREATE_IN_PROGRESS | Resource creation Initiated
            Alarm UPDATE_FAILED | Not now
            Extra CREATE_FAILED | Resource creation cancelled
            web UPDATE_ROLLBACK_IN_PROGRESS | The following resource(s) failed to create: [Extra]. The following resource(s) failed to update: [Alarm].
            Alarm UPDATE_IN_PROGRESS
            Alarm UPDATE_COMPLETE
            web UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS
            Extra DELETE_IN_PROGRESS
            Extra DELETE_COMPLETE
            web UPDATE_ROLLBACK_COMPLETE
            """);
    assertThat(twin.stack("web").parameters())
        .anyMatch(p -> p.parameterKey().equals("Text") && p.parameterValue().equals("a"));
    assertThat(twin.cloudFormation.getTemplate(r -> r.stackName("web")).templateBody())
        .isEqualTo(WEB);
  }

  @Test
  void a_rollback_that_fails_goes_on_when_asked() {
    twin.create("web", WEB);
    twin.settle();
    var alarm = ResourceMatch.ofLogicalId("Alarm");
    twin.world
        .faults()
        .failResource(alarm, ResourceStep.UPDATE, 1, "Not now")
        .failResource(alarm, ResourceStep.ROLLBACK, 1, "Gone");
    twin.update(
        "web",
        WEB + "  Extra: {Type: AWS::SNS::Topic}\n",
        r -> r.parameters(p -> p.parameterKey("Text").parameterValue("b")));
    twin.settle();
    assertThat(twin.status("web")).isEqualTo("UPDATE_ROLLBACK_FAILED");
    assertThatThrownBy(() -> twin.update("web", WEB))
        .hasMessageContaining("is in UPDATE_ROLLBACK_FAILED state and can not be updated.");
    twin.cloudFormation.continueUpdateRollback(r -> r.stackName("web"));
    assertThat(twin.status("web")).isEqualTo("UPDATE_ROLLBACK_IN_PROGRESS");
    twin.settle();
    assertThat(twin.status("web")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(
            twin.cloudFormation
                .listStackResources(r -> r.stackName("web"))
                .stackResourceSummaries())
        .extracting(r -> r.logicalResourceId())
        .containsExactly("Vpc", "Group", "Alarm");
  }

  @Test
  void an_update_can_be_called_off() {
    twin.create("web", WEB);
    twin.settle();
    assertThatThrownBy(() -> twin.cloudFormation.cancelUpdateStack(r -> r.stackName("web")))
        .hasMessageContaining("CancelUpdateStack cannot be called from current stack status");
    twin.update("web", WEB + "  Db: {Type: AWS::RDS::DBInstance}\n");
    twin.pass(Duration.ofSeconds(30));
    twin.cloudFormation.cancelUpdateStack(r -> r.stackName("web"));
    assertThat(twin.status("web")).isEqualTo("UPDATE_ROLLBACK_IN_PROGRESS");
    twin.settle();
    assertThat(twin.status("web")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(twin.transcript("web"))
        .contains("Db CREATE_FAILED | Resource creation cancelled")
        .contains("web UPDATE_ROLLBACK_IN_PROGRESS | User Initiated")
        .contains("Db DELETE_COMPLETE");
    assertThat(twin.restarted().transcript("web")).isEqualTo(twin.transcript("web"));
  }

  @Test
  void on_failure_decides_what_becomes_of_a_failed_create() {
    twin.world
        .faults()
        .failResource(
            ResourceMatch.ofType("AWS::EC2::VPC"), ResourceStep.CREATE, Faults.ALWAYS, "No");
    twin.create("stay", WEB, r -> r.onFailure(OnFailure.DO_NOTHING));
    var gone =
        twin.create("gone", WEB.replace("/web/text", "/x"), r -> r.onFailure(OnFailure.DELETE));
    twin.settle();
    assertThat(twin.status("stay")).isEqualTo("CREATE_FAILED");
    assertThat(twin.status(gone)).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void a_create_that_takes_too_long_times_out() {
    twin.create(
        "slow", "Resources: {Db: {Type: 'AWS::RDS::DBInstance'}}", r -> r.timeoutInMinutes(2));
    twin.settle();
    assertThat(twin.status("slow")).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(twin.transcript("slow"))
        .contains("Stack creation time exceeded the specified timeout.");
  }

  @Test
  void a_stack_can_be_deleted_while_it_is_being_created() {
    var id = twin.create("web", WEB);
    twin.pass(Duration.ofSeconds(15));
    twin.cloudFormation.deleteStack(r -> r.stackName("web"));
    twin.settle();
    assertThat(twin.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(twin.transcript(id)).contains("Vpc DELETE_COMPLETE").doesNotContain("Alarm");
    assertThat(twin.restarted().transcript(id)).isEqualTo(twin.transcript(id));
  }

  @Test
  void what_cannot_be_deleted_can_be_retained() {
    twin.world
        .faults()
        .failResource(ResourceMatch.ofLogicalId("Vpc"), ResourceStep.DELETE, 1, "In use");
    var id = twin.create("web", WEB);
    twin.settle();
    assertThatThrownBy(
            () -> twin.cloudFormation.deleteStack(r -> r.stackName("web").retainResources("Vpc")))
        .hasMessageContaining("only when the stack is in the DELETE_FAILED state.");
    twin.cloudFormation.deleteStack(r -> r.stackName("web"));
    twin.settle();
    assertThat(twin.status("web")).isEqualTo("DELETE_FAILED");
    twin.cloudFormation.deleteStack(r -> r.stackName("web").retainResources("Vpc"));
    twin.settle();
    assertThat(twin.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(twin.transcript(id)).contains("Vpc DELETE_SKIPPED");
  }

  @Test
  void a_retained_resource_keeps_its_name() {
    var bucket =
        "Resources: {B: {Type: 'AWS::S3::Bucket', DeletionPolicy: Retain, Properties:"
            + " {BucketName: our-logs}}}";
    twin.create("one", bucket);
    twin.settle();
    twin.cloudFormation.deleteStack(r -> r.stackName("one"));
    twin.settle();
    var again = twin.restarted();
    again.create("two", bucket);
    again.settle();
    assertThat(again.status("two")).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(again.transcript("two")).contains("our-logs already exists");
  }

  @Test
  void the_services_refusals_fail_the_resource() {
    twin.create(
        "old",
        """
        Resources:
          F:
            Type: AWS::Lambda::Function
            Properties: {Runtime: nodejs12.x, Handler: a.b, Role: r, Code: {ZipFile: x}}
        """);
    twin.create("poor", "Resources: {F: {Type: 'AWS::EC2::Subnet'}}");
    twin.settle();
    assertThat(twin.transcript("old"))
        .contains("F CREATE_FAILED | ")
        .contains("The runtime parameter of nodejs12.x is no longer supported");
    assertThat(twin.transcript("poor")).contains("#: required key [VpcId] not found");
  }

  @Test
  void a_token_used_again_for_the_same_call_changes_nothing() {
    var id = twin.create("web", WEB, r -> r.clientRequestToken("t-1"));
    assertThat(twin.create("web", WEB, r -> r.clientRequestToken("t-1"))).isEqualTo(id);
    twin.settle();
    assertThat(twin.create("web", WEB, r -> r.clientRequestToken("t-1"))).isEqualTo(id);
    assertThatThrownBy(() -> twin.update("web", WEB, r -> r.clientRequestToken("t-1")))
        .isInstanceOf(TokenAlreadyExistsException.class);
    assertThat(twin.cloudFormation.describeStackEvents(r -> r.stackName(id)).stackEvents())
        .allMatch(e -> e.clientRequestToken().equals("t-1"));
  }

  @Test
  void a_policy_denies_updates() {
    twin.create(
        "web",
        WEB,
        r ->
            r.stackPolicyBody(
                """
                {"Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "Update:*", "Resource": "*"},
                  {"Effect": "Deny", "Principal": "*", "Action": "Update:Replace",
                   "Resource": "LogicalResourceId/Vpc"}]}
                """));
    twin.settle();
    twin.update(
        "web", WEB, r -> r.parameters(p -> p.parameterKey("Cidr").parameterValue("10.9.0.0/16")));
    twin.settle();
    assertThat(twin.status("web")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(twin.transcript("web"))
        .contains(
            "Action denied by stack policy: Statement [#1] does not allow [Update:Replace] for"
                + " resource [Vpc]");
  }
}
