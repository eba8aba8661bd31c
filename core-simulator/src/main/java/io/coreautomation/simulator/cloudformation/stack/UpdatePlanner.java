package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans the update of a stack. Used once. */
final class UpdatePlanner {
  static final String NEW_RESOURCE =
      "Requested update requires the creation of a new physical resource; hence creating one.";
  private static final Duration MOMENT = Script.MOMENT;

  private final Script script;
  private final Instant start;
  private final Blueprint blueprint;
  private final Revision old;
  private final Revision draft;
  private final boolean disableRollback;
  private final List<Revision> revisions = new ArrayList<>();

  /**
   * A planner.
   *
   * @param old what the stack is
   * @param draft what it is to be, but with the resources and outputs of {@code old}
   */
  UpdatePlanner(
      Script script,
      Instant start,
      Blueprint blueprint,
      Revision old,
      Revision draft,
      boolean disableRollback) {
    this.script = script;
    this.start = start;
    this.blueprint = blueprint;
    this.old = old;
    this.draft = draft;
    this.disableRollback = disableRollback;
  }

  /**
   * Plans.
   *
   * @param exportConflict asked at the end: why the exports cannot become so
   */
  Plan plan(Optional<String> exportConflict) {
    script.stack(start, "UPDATE_IN_PROGRESS", "User Initiated");
    revisions.add(draft.at(start));
    if (blueprint.missingExport() != null) {
      return new UpdateRollback(script, old, blueprint, revisions)
          .plan(start.plus(MOMENT), blueprint.missingExport(), Set.of());
    }
    var tasks = tasks();
    var flow = Flow.untilFailure(start.plus(MOMENT.multipliedBy(2)), tasks);
    var reasons = Script.reasons(tasks);
    flow.spans().forEach((id, span) -> tell(id, span, reasons.getOrDefault(id, "")));
    var end = flow.end().plus(MOMENT);
    if (!flow.failed().isEmpty()) {
      return failed(end, why(flow), flow.spans().keySet());
    }
    if (exportConflict.isPresent()) {
      return failed(end, exportConflict.get() + ".", flow.spans().keySet());
    }
    return cleanUp(end);
  }

  private List<Flow.Task> tasks() {
    var tasks = new ArrayList<Flow.Task>();
    for (var resource : blueprint.resources().values()) {
      var after = new LinkedHashSet<>(resource.after());
      var failure = blueprint.failures().get(resource.logicalId());
      var step =
          switch (fate(resource.logicalId())) {
            case Blueprint.Fate.Keep _ -> null;
            case Blueprint.Fate.Create _, Blueprint.Fate.Replace _ -> ResourceStep.CREATE;
            case Blueprint.Fate.Modify _ -> ResourceStep.UPDATE;
          };
      if (step != null) {
        tasks.add(
            Children.task(
                blueprint, resource, after, () -> script.task(resource, step, after, failure)));
      } else if (failure != null) {
        tasks.add(script.task(resource, ResourceStep.UPDATE, after, failure));
      } else {
        // It takes no time, but what needs it still waits for what it needs.
        tasks.add(new Flow.Task(resource.logicalId(), after, Duration.ZERO, null));
      }
    }
    return tasks;
  }

  private Blueprint.Fate fate(String logicalId) {
    return blueprint.fates().getOrDefault(logicalId, new Blueprint.Fate.Keep());
  }

  private void tell(String id, Flow.Span span, String reason) {
    var resource = java.util.Objects.requireNonNull(blueprint.resources().get(id));
    switch (fate(id)) {
      case Blueprint.Fate.Keep _ -> {
        if (span.outcome() == Flow.Outcome.FAILED) {
          update(resource, span, "", reason);
        }
      }
      case Blueprint.Fate.Create _ ->
          CreatePlanner.create(script, resource, span, reason, blueprint);
      case Blueprint.Fate.Modify _ -> update(resource, span, "", reason);
      case Blueprint.Fate.Replace _ -> replace(resource, span, reason);
    }
  }

  private void update(ResourceState resource, Flow.Span span, String how, String reason) {
    var physicalId = resource.physicalId();
    script.resource(span.start(), resource, physicalId, "UPDATE_IN_PROGRESS", how);
    end(resource, span, physicalId, reason);
  }

  private void end(ResourceState resource, Flow.Span span, String physicalId, String reason) {
    switch (span.outcome()) {
      case DONE -> script.resource(span.end(), resource, physicalId, "UPDATE_COMPLETE", "");
      case FAILED -> script.resource(span.end(), resource, physicalId, "UPDATE_FAILED", reason);
      case CANCELLED ->
          script.resource(
              span.end(), resource, physicalId, "UPDATE_FAILED", "Resource update cancelled");
    }
  }

  private void replace(ResourceState resource, Flow.Span span, String reason) {
    var before = java.util.Objects.requireNonNull(old.resources().get(resource.logicalId()));
    script.resource(
        span.start(), resource, before.physicalId(), "UPDATE_IN_PROGRESS", NEW_RESOURCE);
    var initiated = span.start().plus(MOMENT);
    var made =
        !blueprint.failures().containsKey(resource.logicalId()) && initiated.isBefore(span.end());
    if (made) {
      script.resource(
          initiated,
          resource,
          resource.physicalId(),
          "UPDATE_IN_PROGRESS",
          "Resource creation Initiated");
    }
    end(resource, span, made ? resource.physicalId() : before.physicalId(), reason);
  }

  private String why(Flow flow) {
    var created = new ArrayList<String>();
    var updated = new ArrayList<String>();
    for (var id : flow.unfinished()) {
      (fate(id) instanceof Blueprint.Fate.Create ? created : updated).add(id);
    }
    var text = new StringBuilder();
    if (!created.isEmpty()) {
      text.append("The following resource(s) failed to create: [")
          .append(String.join(", ", created))
          .append("]. ");
    }
    if (!updated.isEmpty()) {
      text.append("The following resource(s) failed to update: [")
          .append(String.join(", ", updated))
          .append("]. ");
    }
    return text.toString();
  }

  private Plan failed(Instant at, String reason, Set<String> begun) {
    if (disableRollback) {
      script.stack(at, "UPDATE_FAILED", reason);
      var resources = new LinkedHashMap<>(old.resources());
      begun.forEach(
          id -> resources.put(id, java.util.Objects.requireNonNull(blueprint.resources().get(id))));
      revisions.add(draft.with(resources, old.outputs(), old.imports()).at(at));
      return new Plan(script.events(), revisions, at);
    }
    return new UpdateRollback(script, old, blueprint, revisions).plan(at, reason, begun);
  }

  private Plan cleanUp(Instant at) {
    script.stack(at, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "");
    revisions.add(
        draft.with(blueprint.resources(), blueprint.outputs(), blueprint.imports()).at(at));
    var gone = new LinkedHashMap<String, ResourceState>();
    var keep = new LinkedHashSet<String>();
    for (var resource : old.resources().values()) {
      var id = resource.logicalId();
      var replaced = fate(id) instanceof Blueprint.Fate.Replace;
      var removed = !blueprint.resources().containsKey(id);
      if (replaced || removed) {
        gone.put(id, resource);
        if (ResourceState.retains(
            replaced ? resource.updateReplacePolicy() : resource.deletionPolicy())) {
          keep.add(id);
        }
      }
    }
    var flow = script.delete(at.plus(MOMENT), gone.values(), keep);
    var end = flow.end().plus(MOMENT);
    script.stack(end, "UPDATE_COMPLETE", "");
    return new Plan(script.events(), revisions, end);
  }
}
