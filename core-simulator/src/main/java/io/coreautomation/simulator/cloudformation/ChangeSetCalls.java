package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.cloudformation.changeset.ChangeSet;
import io.coreautomation.simulator.cloudformation.changeset.ChangeSets;
import io.coreautomation.simulator.cloudformation.changeset.Order;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.stack.Page;
import io.coreautomation.simulator.cloudformation.stack.Preparation;
import io.coreautomation.simulator.cloudformation.stack.Request;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.stack.StackView;
import io.coreautomation.simulator.world.TwinWorld;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The calls about change sets. */
final class ChangeSetCalls {
  private static final int PAGE = 100;

  private final TwinWorld world;
  private final StackShelf shelf;
  private final StackOperations stacks;
  private final ChangeSets changeSets;

  ChangeSetCalls(TwinWorld world, StackShelf shelf, StackOperations stacks, ChangeSets changeSets) {
    this.world = world;
    this.shelf = shelf;
    this.stacks = stacks;
    this.changeSets = changeSets;
  }

  void register(Operations operations) {
    operations
        .on(CreateChangeSetRequest.class, this::create)
        .on(DescribeChangeSetRequest.class, this::describe)
        .on(ExecuteChangeSetRequest.class, this::execute)
        .on(DeleteChangeSetRequest.class, this::delete)
        .on(ListChangeSetsRequest.class, this::list);
  }

  private AwsResponse create(Caller caller, CreateChangeSetRequest call) {
    var type = call.changeSetTypeAsString() == null ? "UPDATE" : call.changeSetTypeAsString();
    if (!type.equals("CREATE") && !type.equals("UPDATE")) {
      throw new UnsupportedOperationException(
          "the twin does not know change sets of type " + type + ": say so in an issue");
    }
    var text = stacks.preparation().text(call.templateBody(), call.templateURL());
    if (text == null && !Boolean.TRUE.equals(call.usePreviousTemplate())) {
      throw Preparation.noTemplate();
    }
    var order =
        new Order(
            required("stackName", call.stackName()),
            required("changeSetName", call.changeSetName()),
            type,
            StackCalls.orEmpty(call.description()),
            java.util.List.copyOf(call.notificationARNs()),
            StackCalls.orEmpty(call.onStackFailureAsString()));
    var changeSet =
        world.alone(
            caller.accountId(),
            caller.region(),
            () -> {
              var place = caller.place();
              var request =
                  new Request(
                      text == null ? stacks.previousTemplate(place, call.stackName()) : text,
                      StackCalls.given(call.parameters()),
                      java.util.List.copyOf(call.capabilitiesAsStrings()),
                      call.hasTags() ? StackCalls.tags(call.tags()) : null,
                      call.roleARN(),
                      StackCalls.orEmpty(call.clientToken()),
                      call.deploymentMode() == DeploymentMode.REVERT_DRIFT);
              return changeSets.create(place, order, request);
            });
    return CreateChangeSetResponse.builder()
        .id(changeSet.id())
        .stackId(changeSet.stackId())
        .build();
  }

  private AwsResponse describe(Caller caller, DescribeChangeSetRequest call) {
    var now = world.now();
    var changeSet =
        changeSets.existing(
            caller.place(), call.stackName(), required("changeSetName", call.changeSetName()), now);
    var status = changeSets.status(changeSet, now);
    var ready = !status.status().equals("CREATE_IN_PROGRESS");
    var page =
        Page.of(
            ready ? changeSet.changes() : java.util.List.<ChangeSet.Change>of(),
            call.nextToken(),
            PAGE);
    var request = changeSet.request();
    var tags = request.tags();
    return DescribeChangeSetResponse.builder()
        .changeSetName(changeSet.name())
        .changeSetId(changeSet.id())
        .stackId(changeSet.stackId())
        .stackName(changeSet.stackName())
        .description(changeSet.description().isEmpty() ? null : changeSet.description())
        .parameters(changeSet.parameters().values().stream().map(StackView::parameter).toList())
        .creationTime(changeSet.createdAt())
        .executionStatus(status.execution())
        .status(status.status())
        .statusReason(status.reason().isEmpty() ? null : status.reason())
        .notificationARNs(changeSet.notificationArns())
        .capabilities(request.capabilities().stream().map(Capability::fromValue).toList())
        .tags(
            tags == null
                ? null
                : tags.entrySet().stream()
                    .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                    .toList())
        .changes(page.items().stream().map(ChangeSetCalls::change).toList())
        .nextToken(page.nextToken())
        .includeNestedStacks(false)
        .deploymentMode(request.revertsDrift() ? DeploymentMode.REVERT_DRIFT : null)
        .onStackFailure(changeSet.onStackFailure().isEmpty() ? null : changeSet.onStackFailure())
        .build();
  }

  private static Change change(ChangeSet.Change change) {
    return Change.builder()
        .type(ChangeType.RESOURCE)
        .resourceChange(
            r ->
                r.action(change.action())
                    .logicalResourceId(change.logicalId())
                    .physicalResourceId(change.physicalId().isEmpty() ? null : change.physicalId())
                    .resourceType(change.type())
                    .replacement(change.replacement().isEmpty() ? null : change.replacement())
                    .scopeWithStrings(change.scope())
                    .details(change.details().stream().map(ChangeSetCalls::detail).toList()))
        .build();
  }

  private static ResourceChangeDetail detail(ChangeSet.Detail detail) {
    return ResourceChangeDetail.builder()
        .target(
            t ->
                t.attribute(detail.attribute())
                    .name(detail.name())
                    .requiresRecreation(detail.requiresRecreation()))
        .evaluation(detail.evaluation())
        .changeSource(detail.source())
        .causingEntity(detail.cause().isEmpty() ? null : detail.cause())
        .build();
  }

  private AwsResponse execute(Caller caller, ExecuteChangeSetRequest call) {
    world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          changeSets.execute(
              caller.place(),
              call.stackName(),
              required("changeSetName", call.changeSetName()),
              Boolean.TRUE.equals(call.disableRollback()),
              StackCalls.orEmpty(call.clientRequestToken()));
          return null;
        });
    return ExecuteChangeSetResponse.builder().build();
  }

  private AwsResponse delete(Caller caller, DeleteChangeSetRequest call) {
    world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          changeSets.delete(
              caller.place(), call.stackName(), required("changeSetName", call.changeSetName()));
          return null;
        });
    return DeleteChangeSetResponse.builder().build();
  }

  private AwsResponse list(Caller caller, ListChangeSetsRequest call) {
    var now = world.now();
    var entry =
        shelf
            .find(caller.place(), required("stackName", call.stackName()), now)
            .orElseThrow(() -> Refused.invalid("Stack [" + call.stackName() + "] does not exist"));
    var page = Page.of(changeSets.of(entry), call.nextToken(), PAGE);
    return ListChangeSetsResponse.builder()
        .summaries(
            page.items().stream()
                .map(
                    c -> {
                      var status = changeSets.status(c, now);
                      return ChangeSetSummary.builder()
                          .changeSetId(c.id())
                          .changeSetName(c.name())
                          .stackId(c.stackId())
                          .stackName(c.stackName())
                          .description(c.description().isEmpty() ? null : c.description())
                          .creationTime(c.createdAt())
                          .status(status.status())
                          .statusReason(status.reason().isEmpty() ? null : status.reason())
                          .executionStatus(status.execution())
                          .build();
                    })
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  static String required(String member, @Nullable String value) {
    if (value == null) {
      throw Refused.invalid(
          "1 validation error detected: Value null at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }
}
