package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Plans the deletion of a stack. Used once. */
final class DeletePlanner {
  private final Script script;
  private final Instant start;

  DeletePlanner(Script script, Instant start) {
    this.script = script;
    this.start = start;
  }

  /**
   * Plans.
   *
   * @param current what the stack is
   * @param retain logical ids to pass over
   */
  Plan plan(Revision current, Set<String> retain) {
    script.stack(start, "DELETE_IN_PROGRESS", "User Initiated");
    var keep = new LinkedHashSet<String>(retain);
    current.resources().values().stream()
        .filter(r -> ResourceState.retains(r.deletionPolicy()))
        .forEach(r -> keep.add(r.logicalId()));
    var flow = script.delete(start.plus(Script.MOMENT), current.resources().values(), keep);
    var end = flow.end().plus(Script.MOMENT);
    var left = new LinkedHashMap<String, ResourceState>(current.resources());
    flow.spans()
        .forEach(
            (id, span) -> {
              if (span.outcome() == Flow.Outcome.DONE) {
                left.remove(id);
              }
            });
    if (flow.failed().isEmpty()) {
      script.stack(end, "DELETE_COMPLETE", "");
      return new Plan(
          script.events(),
          List.of(current.at(start), current.with(left, List.of(), Set.of()).at(end)),
          end);
    }
    script.stack(
        end,
        "DELETE_FAILED",
        "The following resource(s) failed to delete: [" + String.join(", ", flow.failed()) + "]. ");
    return new Plan(
        script.events(),
        List.of(
            current.at(start), current.with(left, current.outputs(), current.imports()).at(end)),
        end);
  }
}
