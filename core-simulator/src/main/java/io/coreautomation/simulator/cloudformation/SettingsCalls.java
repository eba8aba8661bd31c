package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.stack.Page;
import io.coreautomation.simulator.cloudformation.stack.Recovery;
import io.coreautomation.simulator.cloudformation.stack.StackEntry;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stack.StackRecord;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudformation.model.AccountLimit;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.SetStackPolicyResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/** The calls about a stack's protection, about exports, limits, and ways out of a failed update. */
final class SettingsCalls {
  private static final int PAGE = 100;

  private final TwinWorld world;
  private final StackShelf shelf;
  private final StackOperations stacks;

  SettingsCalls(TwinWorld world, StackShelf shelf, StackOperations stacks) {
    this.world = world;
    this.shelf = shelf;
    this.stacks = stacks;
  }

  void register(Operations operations) {
    operations
        .on(UpdateTerminationProtectionRequest.class, this::protect)
        .on(SetStackPolicyRequest.class, this::setPolicy)
        .on(GetStackPolicyRequest.class, this::getPolicy)
        .on(ListExportsRequest.class, this::listExports)
        .on(ListImportsRequest.class, this::listImports)
        .on(DescribeAccountLimitsRequest.class, this::limits)
        .on(CancelUpdateStackRequest.class, this::cancel)
        .on(ContinueUpdateRollbackRequest.class, this::goOn);
  }

  private StackEntry entry(Caller caller, String nameOrId) {
    return stacks.existing(caller.place(), nameOrId, world.now());
  }

  private StackEntry change(Caller caller, String nameOrId, UnaryOperator<StackRecord> change) {
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var entry = entry(caller, ChangeSetCalls.required("stackName", nameOrId));
          var changed = entry.with(change.apply(entry.stack()));
          shelf.save(List.of(changed), List.of());
          return changed;
        });
  }

  private AwsResponse protect(Caller caller, UpdateTerminationProtectionRequest call) {
    var entry =
        change(
            caller,
            call.stackName(),
            stack -> {
              if (!stack.parentId().isEmpty()) {
                throw Refused.invalid(
                    "Termination protection cannot be set on a nested stack: set it on the root"
                        + " stack");
              }
              return stack.withProtection(Boolean.TRUE.equals(call.enableTerminationProtection()));
            });
    return UpdateTerminationProtectionResponse.builder().stackId(entry.stack().stackId()).build();
  }

  private AwsResponse setPolicy(Caller caller, SetStackPolicyRequest call) {
    var text = stacks.preparation().text(call.stackPolicyBody(), call.stackPolicyURL());
    if (text == null) {
      throw Refused.invalid("Either StackPolicyURL or StackPolicyBody must be specified.");
    }
    change(caller, call.stackName(), stack -> stack.withPolicy(text));
    return SetStackPolicyResponse.builder().build();
  }

  private AwsResponse getPolicy(Caller caller, GetStackPolicyRequest call) {
    var policy =
        entry(caller, ChangeSetCalls.required("stackName", call.stackName())).stack().policy();
    return GetStackPolicyResponse.builder()
        .stackPolicyBody(policy.isEmpty() ? null : policy)
        .build();
  }

  private AwsResponse listExports(Caller caller, ListExportsRequest call) {
    var all =
        shelf.exports(caller.place(), world.now()).values().stream()
            .map(
                e ->
                    Export.builder()
                        .exportingStackId(e.stack().stackId())
                        .name(e.output().exportName())
                        .value(e.output().value())
                        .build())
            .toList();
    var page = Page.of(all, call.nextToken(), PAGE);
    return ListExportsResponse.builder().exports(page.items()).nextToken(page.nextToken()).build();
  }

  private AwsResponse listImports(Caller caller, ListImportsRequest call) {
    var place = caller.place();
    var name = ChangeSetCalls.required("exportName", call.exportName());
    if (shelf.export(place, name, world.now()).isEmpty()) {
      throw Refused.invalid("Export '" + name + "' does not exist.");
    }
    var importers = shelf.importers(place, name, world.now());
    if (importers.isEmpty()) {
      throw Refused.invalid("Export '" + name + "' is not imported by any stack.");
    }
    var page = Page.of(importers, call.nextToken(), PAGE);
    return ListImportsResponse.builder().imports(page.items()).nextToken(page.nextToken()).build();
  }

  private AwsResponse limits(Caller caller, DescribeAccountLimitsRequest call) {
    return DescribeAccountLimitsResponse.builder()
        .accountLimits(
            AccountLimit.builder().name("StackLimit").value(world.settings().mostStacks()).build(),
            AccountLimit.builder().name("StackOutputsLimit").value(200).build(),
            AccountLimit.builder().name("ConcurrentResourcesLimit").value(2_500).build())
        .build();
  }

  private AwsResponse cancel(Caller caller, CancelUpdateStackRequest call) {
    world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var entry = entry(caller, ChangeSetCalls.required("stackName", call.stackName()));
          new Recovery(stacks, world, entry, StackCalls.orEmpty(call.clientRequestToken()))
              .cancel();
          return null;
        });
    return CancelUpdateStackResponse.builder().build();
  }

  private AwsResponse goOn(Caller caller, ContinueUpdateRollbackRequest call) {
    world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var entry = entry(caller, ChangeSetCalls.required("stackName", call.stackName()));
          stacks.preparation().checkRole(entry.stack().place(), call.roleARN());
          new Recovery(stacks, world, entry, StackCalls.orEmpty(call.clientRequestToken()))
              .goOn(Set.copyOf(call.resourcesToSkip()));
          return null;
        });
    return ContinueUpdateRollbackResponse.builder().build();
  }
}
