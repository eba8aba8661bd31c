package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import java.util.Set;
import java.util.function.Supplier;

/** How long nested stacks take. */
final class Children {
  private Children() {}

  /**
   * The task of a resource: a nested stack takes as long as its own plan, and ends as that does.
   */
  static Flow.Task task(
      Blueprint blueprint,
      ResourceState resource,
      Set<String> after,
      Supplier<Flow.Task> otherwise) {
    var child = blueprint.children().get(resource.logicalId());
    if (child == null || blueprint.failures().containsKey(resource.logicalId())) {
      return otherwise.get();
    }
    var record = child.stack();
    var last = child.events().getLast();
    var good = last.status().equals("CREATE_COMPLETE") || last.status().equals("UPDATE_COMPLETE");
    var updated = last.status().startsWith("UPDATE");
    var why =
        child.events().stream()
            .filter(
                e -> e.ofStack() && !e.reason().isEmpty() && !e.reason().equals("User Initiated"))
            .map(e -> e.reason().replace(" Rollback requested by user.", ""))
            .findFirst()
            .orElse("");
    return new Flow.Task(
        resource.logicalId(),
        after,
        java.time.Duration.between(record.operationStart(), record.settledAt())
            .plus(Script.MOMENT.multipliedBy(2)),
        good
            ? null
            : "Embedded stack "
                + record.stackId()
                + " was not successfully "
                + (updated ? "updated" : "created")
                + ": "
                + why
                + " ");
  }
}
