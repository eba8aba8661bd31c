package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.execute.kind.cloudformation.CreateStack;
import io.coreautomation.execute.kind.cloudformation.DeleteStack;
import io.coreautomation.execute.kind.cloudformation.DeleteStackSet;
import io.coreautomation.execute.kind.cloudformation.DetectDrift;
import io.coreautomation.execute.kind.cloudformation.GetStackOutputs;
import io.coreautomation.execute.kind.cloudformation.GetStackReferences;
import io.coreautomation.execute.kind.cloudformation.PutStackSet;
import io.coreautomation.framework.run.Change;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Kinds about stacks. */
final class StacksOnTheWire {
  private static final String TOPIC =
      """
      Resources:
        Topic: {Type: AWS::SNS::Topic}
      Outputs:
        TopicArn: {Value: !Ref Topic, Export: {Name: %s-topic}}
      """;

  private StacksOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {created(), deleted(), outputs(), references(), drift(), set(), noSet()};
  }

  private static WireCase created() {
    return new WireCase(
        new CreateStack(),
        "new",
        wire -> stack(wire, "made"),
        Change.CREATE,
        (wire, _, outputs) -> {
          var stack = find(wire, "made").orElseThrow();
          assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
          assertThat(outputs).containsEntry("TopicArn", topic(stack));
        });
  }

  private static WireCase deleted() {
    return new WireCase(
        new DeleteStack(),
        "ours",
        wire -> ours(wire, "doomed"),
        Change.DELETE,
        (wire, _, _) -> assertThat(find(wire, "doomed")).isEmpty());
  }

  private static WireCase outputs() {
    return new WireCase(
        new GetStackOutputs(),
        "there",
        wire -> ours(wire, "told"),
        Change.NONE,
        (wire, _, outputs) ->
            assertThat(outputs).containsEntry("TopicArn", topic(find(wire, "told").orElseThrow())));
  }

  private static WireCase references() {
    return WireCase.cutShort(
        new GetStackReferences(),
        "used",
        wire -> ours(wire, "used"),
        Wire.LACKING,
        (wire, _, _) ->
            Wire.lacks(
                () ->
                    wire.client(CloudFormationClient.class)
                        .listImports(r -> r.exportName("used-topic"))));
  }

  private static WireCase drift() {
    return WireCase.cutShort(
        new DetectDrift(),
        "there",
        wire -> ours(wire, "drifting"),
        Wire.LACKING,
        (wire, _, _) ->
            Wire.lacks(
                () ->
                    wire.client(CloudFormationClient.class)
                        .detectStackDrift(r -> r.stackName("drifting"))));
  }

  private static WireCase set() {
    return WireCase.cutShort(
        new PutStackSet(),
        "new",
        wire ->
            KindCase.json(
                    """
                    {"stackSetName": "baseline", "organizationalUnits": ["ou-abcd-12345678"],
                     "regions": ["eu-west-1"]}
                    """)
                .set("template", wire.template("Resources: {Topic: {Type: AWS::SNS::Topic}}")),
        "does not exist",
        (wire, _, _) -> {
          var set =
              wire.client(CloudFormationClient.class)
                  .describeStackSet(r -> r.stackSetName("baseline"))
                  .stackSet();
          assertThat(set.permissionModel()).isEqualTo(PermissionModels.SERVICE_MANAGED);
          assertThat(set.templateBody()).contains("AWS::SNS::Topic");
          assertThat(set.tags())
              .contains(Tag.builder().key(OwnerTag.KEY).value(wire.owner().text()).build());
        });
  }

  private static WireCase noSet() {
    return WireCase.cutShort(
        new DeleteStackSet(),
        "service-managed",
        wire -> {
          wire.client(CloudFormationClient.class)
              .createStackSet(
                  r ->
                      r.stackSetName("doomed")
                          .templateBody("Resources: {Topic: {Type: AWS::SNS::Topic}}")
                          .permissionModel(PermissionModels.SERVICE_MANAGED));
          return KindCase.json("{\"stackSetName\": \"doomed\", \"adopt\": true}");
        },
        "does not exist",
        (wire, _, _) ->
            assertThat(
                    wire.client(CloudFormationClient.class)
                        .describeStackSet(r -> r.stackSetName("doomed"))
                        .stackSet()
                        .stackSetName())
                .isEqualTo("doomed"));
  }

  private static ObjectNode stack(Wire wire, String name) {
    return named(name).set("template", wire.template(TOPIC.formatted(name)));
  }

  private static ObjectNode named(String stack) {
    return KindCase.json("{}").put("stackName", stack);
  }

  /** A stack that bears the deployment's tag, as an earlier run has left it. */
  private static ObjectNode ours(Wire wire, String name) {
    wire.drive(new CreateStack(), stack(wire, name));
    return named(name);
  }

  private static String topic(Stack stack) {
    return stack.outputs().getFirst().outputValue();
  }

  /** A stack that is there and was not deleted. */
  static Optional<Stack> find(Wire wire, String name) {
    try {
      return wire
          .client(CloudFormationClient.class)
          .describeStacks(r -> r.stackName(name))
          .stacks()
          .stream()
          .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE)
          .findFirst();
    } catch (CloudFormationException e) {
      return Optional.empty();
    }
  }
}
