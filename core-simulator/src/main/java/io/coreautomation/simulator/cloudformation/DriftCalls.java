package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.stack.Drifts;
import io.coreautomation.simulator.cloudformation.stack.Page;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftResponse;
import software.amazon.awssdk.services.cloudformation.model.DifferenceType;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;

/** The calls about what was changed behind CloudFormation's back. */
final class DriftCalls {
  private static final int PAGE = 100;

  private final TwinWorld world;
  private final StackOperations stacks;
  private final Drifts drifts;

  DriftCalls(TwinWorld world, StackOperations stacks) {
    this.world = world;
    this.stacks = stacks;
    this.drifts = Drifts.of(world);
  }

  void register(Operations operations) {
    operations
        .on(DetectStackDriftRequest.class, this::detect)
        .on(DescribeStackDriftDetectionStatusRequest.class, this::describe)
        .on(DescribeStackResourceDriftsRequest.class, this::resources);
  }

  private AwsResponse detect(Caller caller, DetectStackDriftRequest call) {
    var name = ChangeSetCalls.required("stackName", call.stackName());
    var look =
        world.alone(
            caller.accountId(),
            caller.region(),
            () ->
                drifts.begin(
                    stacks.existing(caller.place(), name, world.now()), call.logicalResourceIds()));
    return DetectStackDriftResponse.builder().stackDriftDetectionId(look.id()).build();
  }

  private AwsResponse describe(Caller caller, DescribeStackDriftDetectionStatusRequest call) {
    var look =
        drifts
            .look(ChangeSetCalls.required("stackDriftDetectionId", call.stackDriftDetectionId()))
            .orElseThrow(
                () ->
                    Refused.invalid(
                        "Drift detection " + call.stackDriftDetectionId() + " does not exist"));
    var answer =
        DescribeStackDriftDetectionStatusResponse.builder()
            .stackId(look.stackId())
            .stackDriftDetectionId(look.id())
            .timestamp(look.startedAt());
    return look.isDoneAt(world.now())
        ? answer
            .detectionStatus(StackDriftDetectionStatus.DETECTION_COMPLETE)
            .stackDriftStatus(
                look.drifted() == 0 ? StackDriftStatus.IN_SYNC : StackDriftStatus.DRIFTED)
            .driftedStackResourceCount(look.drifted())
            .build()
        : answer.detectionStatus(StackDriftDetectionStatus.DETECTION_IN_PROGRESS).build();
  }

  private AwsResponse resources(Caller caller, DescribeStackResourceDriftsRequest call) {
    var name = ChangeSetCalls.required("stackName", call.stackName());
    var entry = stacks.existing(caller.place(), name, world.now());
    var stackId = entry.stack().stackId();
    var wanted = Set.copyOf(call.stackResourceDriftStatusFiltersAsStrings());
    var found =
        drifts.lastOf(stackId).stream()
            .filter(r -> wanted.isEmpty() || wanted.contains(r.status()))
            .map(r -> drift(stackId, r))
            .toList();
    var page = Page.of(found, call.nextToken(), PAGE);
    return DescribeStackResourceDriftsResponse.builder()
        .stackResourceDrifts(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private StackResourceDrift drift(String stackId, Drifts.Found found) {
    var property = found.property();
    return StackResourceDrift.builder()
        .stackId(stackId)
        .logicalResourceId(found.logicalId())
        .physicalResourceId(found.physicalId())
        .resourceType(found.type())
        .stackResourceDriftStatus(found.status())
        .propertyDifferences(
            property == null
                ? List.of()
                : List.of(
                    PropertyDifference.builder()
                        .propertyPath("/" + property)
                        .expectedValue(found.expected())
                        .actualValue(found.actual())
                        .differenceType(
                            found.expected() == null
                                ? DifferenceType.ADD
                                : DifferenceType.NOT_EQUAL)
                        .build()))
        .timestamp(world.now())
        .build();
  }
}
