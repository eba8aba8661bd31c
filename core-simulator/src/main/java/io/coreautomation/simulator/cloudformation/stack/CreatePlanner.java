package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the creation of a stack. Used once. */
final class CreatePlanner {
  private static final Duration MOMENT = Script.MOMENT;

  private final Script script;
  private final Instant start;
  private final Blueprint blueprint;
  private final Revision draft;
  private final OnFailure onFailure;
  private final int timeoutMinutes;
  private final List<Revision> revisions = new ArrayList<>();

  /** What becomes of a stack that could not be created. */
  enum OnFailure {
    ROLLBACK,
    DELETE,
    DO_NOTHING
  }

  /**
   * A planner.
   *
   * @param draft the revision without resources and outputs
   * @param timeoutMinutes 0 for none
   */
  CreatePlanner(
      Script script,
      Instant start,
      Blueprint blueprint,
      Revision draft,
      OnFailure onFailure,
      int timeoutMinutes) {
    this.script = script;
    this.start = start;
    this.blueprint = blueprint;
    this.draft = draft;
    this.onFailure = onFailure;
    this.timeoutMinutes = timeoutMinutes;
  }

  /**
   * Plans.
   *
   * @param exportConflict asked at the end: why an output cannot be exported
   */
  Plan plan(Optional<String> exportConflict) {
    script.stack(start, "CREATE_IN_PROGRESS", "User Initiated");
    revisions.add(draft.with(blueprint.resources(), List.of(), blueprint.imports()).at(start));
    if (blueprint.missingExport() != null) {
      return fail(start.plus(MOMENT), blueprint.missingExport(), Map.of());
    }
    var tasks = new ArrayList<Flow.Task>();
    for (var resource : blueprint.resources().values()) {
      tasks.add(
          Children.task(
              blueprint,
              resource,
              new LinkedHashSet<>(resource.after()),
              () ->
                  script.task(
                      resource,
                      ResourceStep.CREATE,
                      new LinkedHashSet<>(resource.after()),
                      blueprint.failures().get(resource.logicalId()))));
    }
    var begin = start.plus(MOMENT.multipliedBy(2));
    var flow = Flow.untilFailure(begin, tasks);
    var timeout = start.plus(Duration.ofMinutes(timeoutMinutes));
    var late = timeoutMinutes > 0 && flow.end().isAfter(timeout);
    if (late) {
      flow = flow.cutAt(timeout);
    }
    var reasons = Script.reasons(tasks);
    var made = new LinkedHashMap<String, ResourceState>();
    for (var resource : blueprint.resources().values()) {
      var span = flow.spans().get(resource.logicalId());
      if (span != null) {
        create(script, resource, span, reasons.getOrDefault(resource.logicalId(), ""), blueprint);
        made.put(resource.logicalId(), resource);
      }
    }
    var end = flow.end().plus(MOMENT);
    if (late) {
      return fail(end, "Stack creation time exceeded the specified timeout.", made);
    }
    if (!flow.failed().isEmpty()) {
      return fail(
          end,
          "The following resource(s) failed to create: ["
              + String.join(", ", flow.unfinished())
              + "].",
          made);
    }
    if (exportConflict.isPresent()) {
      return fail(end, exportConflict.get() + ".", made);
    }
    script.stack(end, "CREATE_COMPLETE", "");
    revisions.add(
        draft.with(blueprint.resources(), blueprint.outputs(), blueprint.imports()).at(end));
    return new Plan(script.events(), revisions, end);
  }

  /** The events of making one resource. */
  static void create(
      Script script, ResourceState resource, Flow.Span span, String reason, Blueprint blueprint) {
    var early = blueprint.failures().containsKey(resource.logicalId());
    script.resource(span.start(), resource, "", "CREATE_IN_PROGRESS", "");
    var initiated = span.start().plus(MOMENT);
    var known = !early && initiated.isBefore(span.end());
    if (known) {
      script.resource(
          initiated,
          resource,
          resource.physicalId(),
          "CREATE_IN_PROGRESS",
          "Resource creation Initiated");
    }
    var physicalId = known ? resource.physicalId() : "";
    switch (span.outcome()) {
      case DONE ->
          script.resource(span.end(), resource, resource.physicalId(), "CREATE_COMPLETE", "");
      case FAILED -> script.resource(span.end(), resource, physicalId, "CREATE_FAILED", reason);
      case CANCELLED ->
          script.resource(
              span.end(), resource, physicalId, "CREATE_FAILED", "Resource creation cancelled");
    }
  }

  private Plan fail(Instant at, String reason, Map<String, ResourceState> made) {
    return switch (onFailure) {
      case DO_NOTHING -> {
        script.stack(at, "CREATE_FAILED", reason);
        revisions.add(draft.with(made, List.of(), blueprint.imports()).at(at));
        yield new Plan(script.events(), revisions, at);
      }
      case ROLLBACK -> undo(at, reason + " Rollback requested by user.", made, "ROLLBACK");
      case DELETE -> undo(at, reason + " Delete requested by user.", made, "DELETE");
    };
  }

  private Plan undo(Instant at, String reason, Map<String, ResourceState> made, String verb) {
    script.stack(at, verb + "_IN_PROGRESS", reason);
    var real = new LinkedHashMap<String, ResourceState>();
    var begin = at.plus(MOMENT.multipliedBy(2));
    made.forEach(
        (id, resource) -> {
          if (exists(resource)) {
            real.put(id, resource);
          } else {
            script.resource(begin, resource, "", "DELETE_COMPLETE", "");
          }
        });
    var keep = new LinkedHashSet<String>();
    real.values().stream()
        .filter(r -> r.deletionPolicy().equals("Retain"))
        .forEach(r -> keep.add(r.logicalId()));
    var flow = script.delete(begin, real.values(), keep);
    var end = flow.end().plus(MOMENT);
    var left = new LinkedHashMap<String, ResourceState>(real);
    flow.spans()
        .forEach(
            (id, span) -> {
              if (span.outcome() == Flow.Outcome.DONE) {
                left.remove(id);
              }
            });
    if (flow.failed().isEmpty()) {
      script.stack(end, verb + "_COMPLETE", "");
    } else {
      script.stack(
          end,
          verb + "_FAILED",
          "The following resource(s) failed to delete: ["
              + String.join(", ", flow.failed())
              + "]. ");
    }
    revisions.add(draft.with(left, List.of(), Set.of()).at(end));
    return new Plan(script.events(), revisions, end);
  }

  private boolean exists(ResourceState resource) {
    return script.events().stream()
        .anyMatch(
            e ->
                !e.ofStack()
                    && e.physicalId().equals(resource.physicalId())
                    && e.logicalId().equals(resource.logicalId()));
  }
}
