package io.coreautomation.simulator.cloudformation.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nested stacks of a stack whose operation is being planned. Used once.
 *
 * <p>A child is planned as if it began with its parent's operation; once the parent's plan says
 * when its resource begins, the child's plan is moved there. What the parent never begins leaves no
 * child.
 */
final class NestedStacks {
  private final StackOperations operations;
  private final StackShelf shelf;
  private final TwinWorld world;
  private final StackId parent;
  private final String rootId;
  private final Request request;
  private final Instant now;

  NestedStacks(
      StackOperations operations,
      StackShelf shelf,
      TwinWorld world,
      StackId parent,
      String rootId,
      Request request,
      Instant now) {
    this.operations = operations;
    this.shelf = shelf;
    this.world = world;
    this.parent = parent;
    this.rootId = rootId;
    this.request = request;
    this.now = now;
  }

  /** Plans the child that a resource stands for. */
  StackOperations.Planned plan(ResourceState draft, boolean changed) {
    var properties = draft.properties();
    var text = operations.preparation().text(null, properties.path("TemplateURL").asText());
    if (text == null) {
      throw Preparation.noTemplate();
    }
    var given = new ArrayList<ParameterValues.Given>();
    properties
        .path("Parameters")
        .properties()
        .forEach(p -> given.add(new ParameterValues.Given(p.getKey(), text(p.getValue()), false)));
    var asked =
        new Request(
            text,
            given,
            request.capabilities(),
            tags(properties),
            request.roleArn(),
            request.token(),
            request.revertsDrift());
    var existing = shelf.byId(draft.physicalId());
    return existing.isPresent() ? update(existing.get(), asked) : create(draft, asked, properties);
  }

  private StackOperations.Planned create(ResourceState draft, Request asked, JsonNode properties) {
    var name =
        parent.name()
            + "-"
            + draft.logicalId()
            + "-"
            + StackId.uuid(draft.seed()).substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    var id = StackId.make(parent.place(), name, draft.seed());
    var prepared =
        operations
            .preparation()
            .prepare(parent.place(), asked.template(), asked.parameters(), Map.of());
    Preparation.checkCapabilities(prepared.template(), asked.capabilities(), true);
    var options =
        new CreateOptions(
            CreatePlanner.OnFailure.ROLLBACK,
            properties.path("TimeoutInMinutes").asInt(0),
            false,
            List.of(),
            "");
    var planned = operations.birth(id, prepared, asked, options, now, null, "CreateStack");
    if (!planned.others().isEmpty()) {
      throw Refused.invalid("The twin nests stacks one level deep only.");
    }
    var entry = planned.entry();
    return planned.with(entry.stack().nestedIn(parent.arn(), rootId));
  }

  private StackOperations.Planned update(StackEntry entry, Request asked) {
    var prepared =
        operations
            .preparation()
            .prepare(
                parent.place(),
                asked.template(),
                asked.parameters(),
                entry.revisionAt(now).parameters());
    var change = operations.change(entry, prepared, asked, now);
    return change.isEmpty()
        ? new StackOperations.Planned(entry, List.of(), change.blueprint().outputs())
        : change.plan(false, "UpdateStack");
  }

  /** Puts the children where the parent's plan has them, and ends those that it rolls back. */
  StackOperations.Planned placed(StackEntry entry, Blueprint blueprint) {
    var others = new ArrayList<StackEntry>();
    blueprint
        .children()
        .forEach(
            (logicalId, child) -> {
              var begin = beginning(entry, logicalId);
              var before = shelf.byId(child.stack().stackId());
              if (begin != null && before.map(b -> b != child).orElse(true)) {
                var moved = later(child, Duration.between(now, begin).plus(Script.MOMENT));
                others.add(undone(entry, moved));
              }
            });
    return new StackOperations.Planned(entry, others, blueprint.outputs());
  }

  private @org.jspecify.annotations.Nullable Instant beginning(StackEntry entry, String logicalId) {
    return entry.events().subList(entry.earlier(), entry.events().size()).stream()
        .filter(e -> !e.ofStack() && e.logicalId().equals(logicalId))
        .map(e -> e.at())
        .findFirst()
        .orElse(null);
  }

  /** The child with a rollback of its parent: deleted if it was new, else as it was. */
  private StackEntry undone(StackEntry parentEntry, StackEntry child) {
    var deletion =
        parentEntry.events().subList(parentEntry.earlier(), parentEntry.events().size()).stream()
            .filter(
                e ->
                    !e.ofStack()
                        && e.status().equals("DELETE_IN_PROGRESS")
                        && e.physicalId().equals(child.stack().stackId()))
            .findFirst();
    if (deletion.isEmpty()) {
      return ChildRollback.of(parentEntry, child, world);
    }
    return new Deletion(operations, world, shelf, child, request.token(), deletion.get().at())
        .within();
  }

  private StackEntry later(StackEntry child, Duration by) {
    var stack = child.stack();
    var own = child.events().subList(child.earlier(), child.events().size());
    var events = new ArrayList<>(child.events().subList(0, child.earlier()));
    own.forEach(e -> events.add(e.later(by)));
    var revisions = new ArrayList<Revision>();
    for (var revision : stack.revisions()) {
      var old = revision.from().isBefore(stack.operationStart());
      revisions.add(old ? revision : revision.at(revision.from().plus(by)));
    }
    return new StackEntry(stack.later(by, revisions), events, child.earlier());
  }

  private static Map<String, String> tags(JsonNode properties) {
    var tags = new LinkedHashMap<String, String>();
    properties
        .path("Tags")
        .forEach(t -> tags.put(t.path("Key").asText(), t.path("Value").asText()));
    return tags;
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      var items = new ArrayList<String>();
      value.forEach(i -> items.add(i.asText()));
      return String.join(",", items);
    }
    return value.asText();
  }
}
