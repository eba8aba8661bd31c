package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.stack.Page;
import io.coreautomation.simulator.cloudformation.stack.StackEntry;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.stack.StackView;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;

/** The calls that show stacks, their events and resources. */
final class StackReads {
  private static final int PAGE = 100;

  private final TwinWorld world;
  private final StackShelf shelf;

  StackReads(TwinWorld world, StackShelf shelf) {
    this.world = world;
    this.shelf = shelf;
  }

  void register(Operations operations) {
    operations
        .on(DescribeStacksRequest.class, this::describeStacks)
        .on(ListStacksRequest.class, this::listStacks)
        .on(DescribeStackEventsRequest.class, this::describeStackEvents)
        .on(DescribeStackResourcesRequest.class, this::describeStackResources)
        .on(DescribeStackResourceRequest.class, this::describeStackResource)
        .on(ListStackResourcesRequest.class, this::listStackResources);
  }

  private StackEntry entry(Caller caller, @Nullable String nameOrId, Instant now) {
    if (nameOrId == null) {
      throw Refused.invalid(
          "1 validation error detected: Value null at 'stackName' failed to satisfy constraint:"
              + " Member must not be null");
    }
    return shelf.find(caller.place(), nameOrId, now).orElseThrow(() -> Refused.noStack(nameOrId));
  }

  private AwsResponse describeStacks(Caller caller, DescribeStacksRequest call) {
    var now = world.now();
    if (call.stackName() != null) {
      return DescribeStacksResponse.builder()
          .stacks(new StackView(entry(caller, call.stackName(), now), now).stack())
          .build();
    }
    var all = shelf.in(caller.place()).stream().filter(e -> !e.isDeletedAt(now)).toList();
    var page = Page.of(all, call.nextToken(), PAGE);
    return DescribeStacksResponse.builder()
        .stacks(page.items().stream().map(e -> new StackView(e, now).stack()).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private AwsResponse listStacks(Caller caller, ListStacksRequest call) {
    var now = world.now();
    var wanted = Set.copyOf(call.stackStatusFiltersAsStrings());
    var all =
        shelf.in(caller.place()).stream()
            .filter(e -> wanted.isEmpty() || wanted.contains(e.statusAt(now)))
            .toList();
    var page = Page.of(all, call.nextToken(), PAGE);
    return ListStacksResponse.builder()
        .stackSummaries(page.items().stream().map(e -> new StackView(e, now).summary()).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private AwsResponse describeStackEvents(Caller caller, DescribeStackEventsRequest call) {
    var now = world.now();
    var found =
        call.stackName() == null
            ? entry(caller, null, now)
            : shelf
                .find(caller.place(), call.stackName(), now)
                .orElseThrow(
                    () -> Refused.invalid("Stack [" + call.stackName() + "] does not exist"));
    var events = found.events().stream().filter(e -> !e.at().isAfter(now)).toList();
    var page = Page.newestFirst(events, call.nextToken(), PAGE);
    return DescribeStackEventsResponse.builder()
        .stackEvents(page.items().stream().map(e -> event(found, e)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static software.amazon.awssdk.services.cloudformation.model.StackEvent event(
      StackEntry entry, StackEvent event) {
    var stack = entry.stack();
    return software.amazon.awssdk.services.cloudformation.model.StackEvent.builder()
        .stackId(stack.stackId())
        .stackName(stack.name())
        .eventId(event.id(stack.stackId()))
        .logicalResourceId(event.logicalId())
        .physicalResourceId(event.physicalId())
        .resourceType(event.type())
        .timestamp(event.at())
        .resourceStatus(event.status())
        .resourceStatusReason(event.reason().isEmpty() ? null : event.reason())
        .resourceProperties(event.properties() == null ? null : event.properties().toString())
        .clientRequestToken(event.token().isEmpty() ? null : event.token())
        .build();
  }

  private AwsResponse describeStackResources(Caller caller, DescribeStackResourcesRequest call) {
    var now = world.now();
    var entry =
        call.physicalResourceId() != null
            ? holder(caller, call.physicalResourceId(), now)
            : entry(caller, call.stackName(), now);
    var view = new StackView(entry, now);
    var deleted = entry.isDeletedAt(now);
    return DescribeStackResourcesResponse.builder()
        .stackResources(
            entry.resourcesAt(now).stream()
                .filter(r -> deleted || !r.status().equals("DELETE_COMPLETE"))
                .filter(
                    r ->
                        call.logicalResourceId() == null
                            || call.logicalResourceId().equals(r.logicalId()))
                .limit(PAGE)
                .map(view::resource)
                .toList())
        .build();
  }

  private StackEntry holder(Caller caller, String physicalId, Instant now) {
    return shelf.in(caller.place()).stream()
        .filter(e -> !e.isDeletedAt(now))
        .filter(e -> e.resourcesAt(now).stream().anyMatch(r -> r.physicalId().equals(physicalId)))
        .findFirst()
        .orElseThrow(() -> Refused.invalid("Stack for " + physicalId + " does not exist"));
  }

  private AwsResponse describeStackResource(Caller caller, DescribeStackResourceRequest call) {
    var now = world.now();
    var entry = entry(caller, call.stackName(), now);
    return entry.resourcesAt(now).stream()
        .filter(r -> r.logicalId().equals(call.logicalResourceId()))
        .findFirst()
        .map(
            r ->
                DescribeStackResourceResponse.builder()
                    .stackResourceDetail(new StackView(entry, now).resourceDetail(r))
                    .build())
        .orElseThrow(
            () ->
                Refused.invalid(
                    "Resource "
                        + call.logicalResourceId()
                        + " does not exist for stack "
                        + entry.stack().name()));
  }

  private AwsResponse listStackResources(Caller caller, ListStackResourcesRequest call) {
    var now = world.now();
    var entry = entry(caller, call.stackName(), now);
    var deleted = entry.isDeletedAt(now);
    var all =
        entry.resourcesAt(now).stream()
            .filter(r -> deleted || !r.status().equals("DELETE_COMPLETE"))
            .toList();
    var page = Page.of(all, call.nextToken(), PAGE);
    var view = new StackView(entry, now);
    return ListStackResourcesResponse.builder()
        .stackResourceSummaries(page.items().stream().map(view::resourceSummary).toList())
        .nextToken(page.nextToken())
        .build();
  }
}
