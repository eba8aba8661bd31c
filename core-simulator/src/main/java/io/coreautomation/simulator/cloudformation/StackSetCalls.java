package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.cloudformation.stack.Page;
import io.coreautomation.simulator.cloudformation.stack.Preparation;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stackset.SetOperation;
import io.coreautomation.simulator.cloudformation.stackset.StackSetRecord;
import io.coreautomation.simulator.cloudformation.stackset.StackSetRecord.Content;
import io.coreautomation.simulator.cloudformation.stackset.StackSets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudformation.model.AutoDeployment;
import software.amazon.awssdk.services.cloudformation.model.CreateStackInstancesRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackInstancesResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackInstancesRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackInstancesResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackSetOperationRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackSetOperationResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackInstancesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackInstancesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackSetOperationResultsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackSetOperationResultsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSet;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperation;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationResultSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSetStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSetSummary;
import software.amazon.awssdk.services.cloudformation.model.StopStackSetOperationRequest;
import software.amazon.awssdk.services.cloudformation.model.StopStackSetOperationResponse;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackSetRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackSetResponse;

/** The calls about stack sets whose permissions the organization manages. */
final class StackSetCalls {
  private static final int PAGE = 100;

  private final StackOperations stacks;
  private final StackSets sets;

  StackSetCalls(StackOperations stacks, StackSets sets) {
    this.stacks = stacks;
    this.sets = sets;
  }

  void register(Operations operations) {
    operations
        .on(CreateStackSetRequest.class, this::create)
        .on(DescribeStackSetRequest.class, this::describe)
        .on(UpdateStackSetRequest.class, this::update)
        .on(DeleteStackSetRequest.class, this::delete)
        .on(ListStackSetsRequest.class, this::list)
        .on(CreateStackInstancesRequest.class, this::extend)
        .on(DeleteStackInstancesRequest.class, this::shrink)
        .on(ListStackInstancesRequest.class, this::instances)
        .on(DescribeStackSetOperationRequest.class, this::operation)
        .on(ListStackSetOperationResultsRequest.class, this::results)
        .on(StopStackSetOperationRequest.class, this::stop);
  }

  private AwsResponse create(Caller caller, CreateStackSetRequest call) {
    if (call.permissionModel() != PermissionModels.SERVICE_MANAGED) {
      throw new UnsupportedOperationException(
          "the twin knows stack sets with service-managed permissions only: say so in an issue");
    }
    var text = stacks.preparation().text(call.templateBody(), call.templateURL());
    if (text == null) {
      throw Preparation.noTemplate();
    }
    var set =
        sets.create(
            caller.place(),
            call.stackSetName(),
            StackCalls.orEmpty(call.clientRequestToken()),
            content(
                text,
                call.parameters(),
                Map.of(),
                call.tags(),
                call.capabilitiesAsStrings(),
                call.autoDeployment()));
    return CreateStackSetResponse.builder().stackSetId(set.id()).build();
  }

  private static Content content(
      String template,
      List<Parameter> parameters,
      Map<String, String> previous,
      List<Tag> tags,
      List<String> capabilities,
      @Nullable AutoDeployment auto) {
    var values = new TreeMap<String, String>();
    for (var parameter : parameters) {
      var key = parameter.parameterKey();
      values.put(
          key,
          Boolean.TRUE.equals(parameter.usePreviousValue())
              ? previous.getOrDefault(key, "")
              : parameter.parameterValue());
    }
    return new Content(
        template,
        values,
        StackCalls.tags(tags),
        List.copyOf(capabilities),
        auto != null && Boolean.TRUE.equals(auto.enabled()));
  }

  private AwsResponse describe(Caller caller, DescribeStackSetRequest call) {
    var set = sets.existing(caller.place(), call.stackSetName());
    return DescribeStackSetResponse.builder().stackSet(sdk(set)).build();
  }

  private static StackSet sdk(StackSetRecord set) {
    var content = set.content();
    return StackSet.builder()
        .stackSetId(set.id())
        .stackSetName(set.name())
        .stackSetARN(set.arn())
        .status(StackSetStatus.ACTIVE)
        .templateBody(content.template())
        .parameters(
            content.parameters().entrySet().stream()
                .map(
                    p ->
                        Parameter.builder()
                            .parameterKey(p.getKey())
                            .parameterValue(p.getValue())
                            .build())
                .toList())
        .tags(
            content.tags().entrySet().stream()
                .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                .toList())
        .capabilitiesWithStrings(content.capabilities())
        .permissionModel(PermissionModels.SERVICE_MANAGED)
        .autoDeployment(
            AutoDeployment.builder()
                .enabled(content.autoDeployment())
                .retainStacksOnAccountRemoval(content.autoDeployment() ? Boolean.FALSE : null)
                .build())
        .organizationalUnitIds(set.units())
        .regions(set.regions())
        .build();
  }

  private AwsResponse update(Caller caller, UpdateStackSetRequest call) {
    var place = caller.place();
    var before = sets.existing(place, call.stackSetName()).content();
    var text = stacks.preparation().text(call.templateBody(), call.templateURL());
    var operation =
        sets.update(
            place,
            call.stackSetName(),
            call.operationId(),
            content(
                Objects.requireNonNullElse(text, before.template()),
                call.parameters(),
                before.parameters(),
                call.tags(),
                call.capabilitiesAsStrings(),
                call.autoDeployment()));
    return UpdateStackSetResponse.builder().operationId(operation.id()).build();
  }

  private AwsResponse extend(Caller caller, CreateStackInstancesRequest call) {
    var operation =
        sets.extend(
            caller.place(),
            call.stackSetName(),
            call.operationId(),
            call.deploymentTargets().organizationalUnitIds(),
            call.regions());
    return CreateStackInstancesResponse.builder().operationId(operation.id()).build();
  }

  private AwsResponse shrink(Caller caller, DeleteStackInstancesRequest call) {
    if (Boolean.TRUE.equals(call.retainStacks())) {
      throw new UnsupportedOperationException(
          "the twin deletes the stacks of a stack set, and lets none stay: say so in an issue");
    }
    var operation =
        sets.shrink(
            caller.place(),
            call.stackSetName(),
            call.operationId(),
            call.deploymentTargets().organizationalUnitIds(),
            call.regions());
    return DeleteStackInstancesResponse.builder().operationId(operation.id()).build();
  }

  private AwsResponse delete(Caller caller, DeleteStackSetRequest call) {
    sets.delete(caller.place(), call.stackSetName());
    return DeleteStackSetResponse.builder().build();
  }

  private AwsResponse list(Caller caller, ListStackSetsRequest call) {
    var page = Page.of(sets.in(caller.place()), call.nextToken(), PAGE);
    return ListStackSetsResponse.builder()
        .summaries(
            page.items().stream()
                .map(
                    set ->
                        StackSetSummary.builder()
                            .stackSetName(set.name())
                            .stackSetId(set.id())
                            .status(StackSetStatus.ACTIVE)
                            .permissionModel(PermissionModels.SERVICE_MANAGED)
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private AwsResponse instances(Caller caller, ListStackInstancesRequest call) {
    var set = sets.existing(caller.place(), call.stackSetName());
    var page = Page.of(set.instances(), call.nextToken(), PAGE);
    return ListStackInstancesResponse.builder()
        .summaries(
            page.items().stream()
                .map(
                    i ->
                        StackInstanceSummary.builder()
                            .stackSetId(set.id())
                            .account(i.place().accountId())
                            .region(i.place().region())
                            .organizationalUnitId(i.unit())
                            .stackId(i.stackId())
                            .status(sets.operations().standing(i))
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private SetOperation existing(Caller caller, String set, String id) {
    return sets.operation(caller.place(), set, id);
  }

  private AwsResponse operation(Caller caller, DescribeStackSetOperationRequest call) {
    var operation = existing(caller, call.stackSetName(), call.operationId());
    return DescribeStackSetOperationResponse.builder()
        .stackSetOperation(
            StackSetOperation.builder()
                .operationId(operation.id())
                .action(operation.action())
                .status(sets.operations().status(operation))
                .creationTimestamp(operation.startedAt())
                .build())
        .build();
  }

  private AwsResponse results(Caller caller, ListStackSetOperationResultsRequest call) {
    var operation = existing(caller, call.stackSetName(), call.operationId());
    var standing = sets.operations();
    var page = Page.of(operation.targets(), call.nextToken(), PAGE);
    return ListStackSetOperationResultsResponse.builder()
        .summaries(
            page.items().stream()
                .map(
                    t ->
                        StackSetOperationResultSummary.builder()
                            .account(t.place().accountId())
                            .region(t.place().region())
                            .organizationalUnitId(t.unit())
                            .status(standing.result(operation, t))
                            .statusReason(
                                standing.result(operation, t).equals("FAILED")
                                    ? standing.reason(t)
                                    : null)
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private AwsResponse stop(Caller caller, StopStackSetOperationRequest call) {
    sets.stop(caller.place(), call.stackSetName(), call.operationId());
    return StopStackSetOperationResponse.builder().build();
  }
}
