package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.resource.ResourceTypes;
import io.coreautomation.simulator.fault.Faults;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the events of one operation of one stack. Used once. */
final class Script {
  static final Duration MOMENT = Duration.ofSeconds(1);
  private static final String STACK_TYPE = "AWS::CloudFormation::Stack";
  private static final int JITTER_PERCENT = 20;

  private final StackId stack;
  private final String token;
  private final int operation;
  private final Faults faults;
  private final Removals removals;
  private final DeletionGuards guards;
  private final List<StackEvent> events = new ArrayList<>();

  Script(StackId stack, String token, int operation, TwinWorld world) {
    this.stack = stack;
    this.token = token;
    this.operation = operation;
    this.faults = world.faults();
    this.removals = Removals.of(world);
    this.guards = DeletionGuards.of(world);
  }

  List<StackEvent> events() {
    return events;
  }

  void stack(Instant at, String status, String reason) {
    events.add(
        new StackEvent(
            at, stack.name(), stack.arn(), STACK_TYPE, status, reason, token, true, null));
  }

  void resource(
      Instant at, ResourceState resource, String physicalId, String status, String reason) {
    events.add(
        new StackEvent(
            at,
            resource.logicalId(),
            physicalId,
            resource.type(),
            status,
            reason,
            token,
            false,
            resource.properties()));
  }

  /**
   * A step of a resource as a task: its usual length, unless a fault says otherwise.
   *
   * @param failure known before: it fails at once
   */
  Flow.Task task(
      ResourceState resource, ResourceStep step, Set<String> after, @Nullable String failure) {
    if (failure != null) {
      return new Flow.Task(resource.logicalId(), after, MOMENT, failure);
    }
    if ((step == ResourceStep.UPDATE || step == ResourceStep.ROLLBACK)
        && removals.include(stack.arn(), resource.physicalId())) {
      return new Flow.Task(resource.logicalId(), after, MOMENT, Removals.notFound(resource));
    }
    var objection = step == ResourceStep.DELETE ? objection(resource) : null;
    if (objection != null) {
      return new Flow.Task(resource.logicalId(), after, MOMENT, objection);
    }
    var usual = usual(resource, step);
    var fault =
        faults
            .onResource(
                new ResourceMatch(
                    resource.type(),
                    resource.logicalId(),
                    stack.name(),
                    stack.place().accountId(),
                    stack.place().region()),
                step)
            .orElse(null);
    return switch (fault) {
      case null -> new Flow.Task(resource.logicalId(), after, usual, null);
      case Faults.ResourceFault.Fail(var reason) ->
          new Flow.Task(resource.logicalId(), after, usual, reason);
      case Faults.ResourceFault.Slow(var extra) ->
          new Flow.Task(resource.logicalId(), after, usual.plus(extra), null);
      case Faults.ResourceFault.Stuck(var until) ->
          new Flow.Task(
              resource.logicalId(),
              after,
              until,
              ResourceTypes.isCustom(resource.type())
                  ? "CloudFormation did not receive a response from your Custom Resource. Please"
                      + " check your logs for requestId."
                  : "Exceeded attempts to wait");
    };
  }

  private @Nullable String objection(ResourceState resource) {
    return removals.include(stack.arn(), resource.physicalId())
        ? null
        : guards.objection(stack.place(), resource).orElse(null);
  }

  private Duration usual(ResourceState resource, ResourceStep step) {
    var create = ResourceTypes.of(resource.type()).duration();
    var length =
        switch (step) {
          case CREATE -> create;
          case UPDATE, ROLLBACK -> create.dividedBy(2);
          case DELETE -> create.dividedBy(2);
        };
    var hash = Digest.of(stack.arn() + operation + resource.logicalId() + step).hex();
    var percent = Integer.parseInt(hash.substring(0, 4), 16) % (2 * JITTER_PERCENT + 1);
    return Duration.ofMillis(
        Math.max(2_000, length.toMillis() * (100 - JITTER_PERCENT + percent) / 100));
  }

  /**
   * Deletes resources, those first that others do not need.
   *
   * @param keep those whose policy is to stay are passed over
   * @return how it went; what was kept is not in it
   */
  Flow delete(Instant from, Collection<ResourceState> resources, Set<String> keep) {
    var tasks = new ArrayList<Flow.Task>();
    var byId = new java.util.LinkedHashMap<String, ResourceState>();
    resources.forEach(r -> byId.put(r.logicalId(), r));
    for (var resource : byId.values().stream().toList().reversed()) {
      if (keep.contains(resource.logicalId())) {
        resource(from.plus(MOMENT), resource, resource.physicalId(), "DELETE_SKIPPED", "");
        continue;
      }
      var after = new LinkedHashSet<String>();
      for (var other : byId.values()) {
        if (other.after().contains(resource.logicalId()) && !keep.contains(other.logicalId())) {
          after.add(other.logicalId());
        }
      }
      tasks.add(task(resource, ResourceStep.DELETE, after, null));
    }
    var flow = Flow.everything(from, tasks);
    var reasons = reasons(tasks);
    flow.spans()
        .forEach(
            (id, span) -> {
              var resource = byId.get(id);
              if (resource != null) {
                resource(span.start(), resource, resource.physicalId(), "DELETE_IN_PROGRESS", "");
                var failed = span.outcome() == Flow.Outcome.FAILED;
                resource(
                    span.end(),
                    resource,
                    resource.physicalId(),
                    failed ? "DELETE_FAILED" : "DELETE_COMPLETE",
                    reasons.getOrDefault(id, ""));
              }
            });
    return flow;
  }

  static Map<String, String> reasons(Collection<Flow.Task> tasks) {
    var reasons = new java.util.HashMap<String, String>();
    for (var task : tasks) {
      if (task.failure() != null) {
        reasons.put(task.id(), task.failure());
      }
    }
    return reasons;
  }
}
