package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Plans the way back from an update that failed. Used once. */
final class UpdateRollback {
  private static final Duration MOMENT = Script.MOMENT;

  private final Script script;
  private final Revision old;
  private final Blueprint blueprint;
  private final List<Revision> revisions;
  private final List<StackEvent> past;

  UpdateRollback(Script script, Revision old, Blueprint blueprint, List<Revision> revisions) {
    this(script, old, blueprint, revisions, List.of());
  }

  /**
   * A planner.
   *
   * @param past events of what is to be undone, where another script told them
   */
  UpdateRollback(
      Script script,
      Revision old,
      Blueprint blueprint,
      List<Revision> revisions,
      List<StackEvent> past) {
    this.past = past;
    this.script = script;
    this.old = old;
    this.blueprint = blueprint;
    this.revisions = revisions;
  }

  /**
   * Plans.
   *
   * @param begun logical ids of what the update had begun to change
   */
  Plan plan(Instant at, String reason, Set<String> begun) {
    script.stack(at, "UPDATE_ROLLBACK_IN_PROGRESS", reason);
    var tasks = new ArrayList<Flow.Task>();
    for (var id : begun) {
      var before = old.resources().get(id);
      var fate = blueprint.fates().getOrDefault(id, new Blueprint.Fate.Keep());
      if (before != null
          && !(fate instanceof Blueprint.Fate.Keep)
          && !(fate instanceof Blueprint.Fate.Create)) {
        tasks.add(
            script.task(before, ResourceStep.ROLLBACK, new LinkedHashSet<>(before.after()), null));
      }
    }
    var flow = Flow.everything(at.plus(MOMENT.multipliedBy(2)), tasks);
    var reasons = Script.reasons(tasks);
    flow.spans()
        .forEach(
            (id, span) -> {
              var before = old.resources().get(id);
              if (before != null) {
                script.resource(
                    span.start(), before, before.physicalId(), "UPDATE_IN_PROGRESS", "");
                var failed = span.outcome() == Flow.Outcome.FAILED;
                script.resource(
                    span.end(),
                    before,
                    before.physicalId(),
                    failed ? "UPDATE_FAILED" : "UPDATE_COMPLETE",
                    reasons.getOrDefault(id, ""));
              }
            });
    var settled = flow.end().plus(MOMENT);
    if (!flow.failed().isEmpty()) {
      script.stack(
          settled,
          "UPDATE_ROLLBACK_FAILED",
          "The following resource(s) failed to update: ["
              + String.join(", ", flow.failed())
              + "]. ");
      revisions.add(old.at(settled));
      return new Plan(script.events(), revisions, settled);
    }
    return cleanUp(settled, begun);
  }

  private Plan cleanUp(Instant at, Set<String> begun) {
    script.stack(at, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "");
    revisions.add(old.at(at));
    var extra = new LinkedHashMap<String, ResourceState>();
    for (var resource : blueprint.resources().values()) {
      var id = resource.logicalId();
      var before = old.resources().get(id);
      if (begun.contains(id)
          && (before == null || !before.physicalId().equals(resource.physicalId()))) {
        if (exists(resource)) {
          extra.put(id, resource);
        } else if (before == null) {
          script.resource(at.plus(MOMENT), resource, "", "DELETE_COMPLETE", "");
        }
      }
    }
    var flow = script.delete(at.plus(MOMENT), extra.values(), Set.of());
    var end = flow.end().plus(MOMENT);
    script.stack(end, "UPDATE_ROLLBACK_COMPLETE", "");
    return new Plan(script.events(), revisions, end);
  }

  private boolean exists(ResourceState resource) {
    return Stream.concat(past.stream(), script.events().stream())
        .anyMatch(
            e ->
                e.logicalId().equals(resource.logicalId())
                    && e.physicalId().equals(resource.physicalId()));
  }
}
