package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.cloudformation.ApplyChangeSet;
import io.coreautomation.execute.kind.cloudformation.CreateChangeSet;
import io.coreautomation.execute.kind.cloudformation.DeleteChangeSet;
import io.coreautomation.framework.run.Change;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Kinds about change sets, each of a stack of its own, which is not there yet. */
final class ChangeSetsOnTheWire {
  private ChangeSetsOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {created(), applied(), deleted()};
  }

  private static WireCase created() {
    return new WireCase(
        new CreateChangeSet(),
        "of a stack that is not there",
        wire -> wanted(wire, "reviewed"),
        Change.NONE,
        (wire, _, outputs) -> {
          var set =
              wire.client(CloudFormationClient.class)
                  .describeChangeSet(r -> r.stackName("reviewed").changeSetName("of-reviewed"));
          assertThat(set.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
          assertThat(set.changes())
              .extracting(change -> change.resourceChange().logicalResourceId())
              .containsExactly("Topic");
          assertThat(outputs)
              .containsEntry("changeSetId", set.changeSetId())
              .containsEntry("changesCount", "1");
          assertThat(StacksOnTheWire.find(wire, "reviewed").orElseThrow().stackStatus())
              .isEqualTo(StackStatus.REVIEW_IN_PROGRESS);
        });
  }

  private static WireCase applied() {
    return new WireCase(
        new ApplyChangeSet(),
        "that makes a stack",
        wire -> asked(wire, "applied"),
        Change.CREATE,
        (wire, _, _) -> {
          assertThat(StacksOnTheWire.find(wire, "applied").orElseThrow().stackStatus())
              .isEqualTo(StackStatus.CREATE_COMPLETE);
          assertThat(
                  wire.client(CloudFormationClient.class)
                      .listStackResources(r -> r.stackName("applied"))
                      .stackResourceSummaries())
              .extracting(StackResourceSummary::logicalResourceId)
              .containsExactly("Topic");
        });
  }

  private static WireCase deleted() {
    return WireCase.cutShort(
        new DeleteChangeSet(),
        "that nobody wants",
        // Moto tells no tags of a change set.
        wire -> asked(wire, "unwanted").put("adopt", true),
        "Stack with id of-unwanted does not exist",
        (wire, _, _) ->
            assertThat(
                    wire.client(CloudFormationClient.class)
                        .listChangeSets(r -> r.stackName("unwanted"))
                        .summaries())
                .extracting(ChangeSetSummary::changeSetName)
                .doesNotContain("of-unwanted"));
  }

  private static ObjectNode wanted(Wire wire, String stack) {
    return named(stack)
        .set("template", wire.template("Resources: {Topic: {Type: AWS::SNS::Topic}}"));
  }

  private static ObjectNode named(String stack) {
    return KindCase.json("{}").put("stackName", stack).put("changeSetName", "of-" + stack);
  }

  /** One that an earlier action has asked for. */
  private static ObjectNode asked(Wire wire, String stack) {
    wire.drive(new CreateChangeSet(), wanted(wire, stack));
    return named(stack);
  }
}
