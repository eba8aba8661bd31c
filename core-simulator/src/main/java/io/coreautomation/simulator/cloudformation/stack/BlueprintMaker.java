package io.coreautomation.simulator.cloudformation.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.coreautomation.simulator.cloudformation.intrinsic.Evaluator;
import io.coreautomation.simulator.cloudformation.intrinsic.Scope;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Attributes;
import io.coreautomation.simulator.cloudformation.resource.PropertyRules;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.resource.ResourceType;
import io.coreautomation.simulator.cloudformation.resource.ResourceTypes;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import io.coreautomation.simulator.cloudformation.template.References;
import io.coreautomation.simulator.cloudformation.template.ResourceDeclaration;
import io.coreautomation.simulator.cloudformation.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Evaluates a template for one stack. Used once. */
final class BlueprintMaker {
  private final Template template;
  private final StackId stack;
  private final int operation;
  private final Map<String, ResourceState> existing;
  private final Surroundings surroundings;
  private final StackScope scope;
  private final Evaluator evaluator;
  private final Map<String, ResourceState> resources = new LinkedHashMap<>();
  private final Map<String, Blueprint.Fate> fates = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /** What a stack meets outside of itself. */
  interface Surroundings {
    /** The value of an export, or {@link Scope.NoExport}. */
    String export(String name);

    /** Why a name cannot be had; null when it can. */
    @org.jspecify.annotations.Nullable
    String taken(String claim, String name);

    /** Plans a nested stack: its id and outputs. */
    ResourceState nested(ResourceState draft, boolean changed);

    /** The nested stacks that were planned, by logical id. */
    Map<String, StackEntry> children();
  }

  BlueprintMaker(
      Template template,
      Map<String, ParameterValues.Value> parameters,
      StackId stack,
      List<String> notificationArns,
      int operation,
      Map<String, ResourceState> existing,
      Surroundings surroundings) {
    this.template = template;
    this.stack = stack;
    this.operation = operation;
    this.existing = existing;
    this.surroundings = surroundings;
    this.scope =
        new StackScope(template, parameters, stack, notificationArns, resources, surroundings);
    this.evaluator = scope.evaluator();
  }

  Blueprint make() {
    new TemplateRules(template, scope.conditions(), evaluator).check();
    template.conditions().keySet().forEach(scope.conditions()::holds);
    var order = new References(template).order(scope.conditions()::holds);
    try {
      order.forEach((id, needs) -> add(declaration(id), needs));
      return new Blueprint(
          resources, fates, failures, outputs(), scope.imports(), surroundings.children(), null);
    } catch (Scope.NoExport e) {
      return new Blueprint(
          Map.of(), Map.of(), Map.of(), List.of(), Set.of(), Map.of(), e.getMessage());
    }
  }

  private ResourceDeclaration declaration(String id) {
    return java.util.Objects.requireNonNull(template.resources().get(id));
  }

  private void add(ResourceDeclaration declared, Set<String> needs) {
    var id = declared.logicalId();
    var type = ResourceTypes.of(declared.type());
    var value = evaluator.value(declared.properties());
    var properties =
        value instanceof MissingNode
            ? JsonNodeFactory.instance.objectNode()
            : PropertyRules.read(value);
    var old = existing.get(id);
    if (old != null && !old.type().equals(declared.type())) {
      throw Refused.invalid(
          "Update of resource type is not permitted. The new template modifies resource type of the"
              + " following resources: ["
              + id
              + "]");
    }
    var metadata = evaluator.value(declared.body().path("Metadata"));
    var fate = fate(type, old, properties, metadata);
    var same =
        fate instanceof Blueprint.Fate.Replace ? null : old; // the physical resource, if it stays
    var fresh = same == null;
    var seed = same == null ? stack.arn() + "/" + id + "/" + operation : same.seed();
    var attributes = new Attributes(type, stack.place(), stack.name(), id, seed, properties);
    var state =
        new ResourceState(
            id,
            type.name(),
            same == null ? attributes.physicalId() : same.physicalId(),
            seed,
            properties,
            metadata.isMissingNode() ? JsonNodeFactory.instance.objectNode() : metadata,
            List.copyOf(needs),
            policy(declared, "DeletionPolicy"),
            policy(declared, "UpdateReplacePolicy"),
            attributes.claim().map(List::of).orElse(List.of()),
            old == null ? Map.of() : old.attributes());
    if (fresh) {
      check(type, state, attributes, old);
    } else if (!(fate instanceof Blueprint.Fate.Keep)) {
      PropertyRules.failure(type, state).ifPresent(reason -> failures.put(id, reason));
    }
    if (state.isNestedStack() && !failures.containsKey(id)) {
      state = surroundings.nested(state, fate instanceof Blueprint.Fate.Modify);
    }
    resources.put(id, state);
    fates.put(id, fate);
  }

  private void check(
      ResourceType type,
      ResourceState state,
      Attributes attributes,
      @org.jspecify.annotations.Nullable ResourceState old) {
    var failure = PropertyRules.failure(type, state);
    if (failure.isPresent()) {
      failures.put(state.logicalId(), failure.get());
      return;
    }
    for (var claim : state.claims()) {
      var name = attributes.explicitName().orElse("");
      if (old != null && old.claims().contains(claim)) {
        failures.put(
            state.logicalId(),
            "CloudFormation cannot update a stack when a custom-named resource requires replacing."
                + " Rename "
                + name
                + " and update the stack again.");
        return;
      }
      var taken = surroundings.taken(claim, name);
      if (taken != null) {
        failures.put(state.logicalId(), taken);
      }
    }
  }

  private Blueprint.Fate fate(
      ResourceType type,
      @org.jspecify.annotations.Nullable ResourceState old,
      JsonNode properties,
      JsonNode metadata) {
    if (old == null) {
      return new Blueprint.Fate.Create();
    }
    var changed = new TreeSet<String>();
    properties
        .properties()
        .forEach(
            e -> {
              if (!e.getValue().equals(old.properties().path(e.getKey()))) {
                changed.add(e.getKey());
              }
            });
    old.properties()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!properties.has(name)) {
                changed.add(name);
              }
            });
    if (changed.isEmpty()) {
      var same =
          metadata.isMissingNode() ? old.metadata().isEmpty() : metadata.equals(old.metadata());
      return same ? new Blueprint.Fate.Keep() : new Blueprint.Fate.Modify(List.of());
    }
    var causes = changed.stream().filter(type.createOnly()::contains).toList();
    return causes.isEmpty()
        ? new Blueprint.Fate.Modify(List.copyOf(changed))
        : new Blueprint.Fate.Replace(List.copyOf(changed), causes);
  }

  private String policy(ResourceDeclaration declared, String name) {
    var body = declared.body().path(name);
    return body.isMissingNode() ? "" : evaluator.text(body);
  }

  private List<Revision.Output> outputs() {
    var outputs = new ArrayList<Revision.Output>();
    for (var output : template.outputs().values()) {
      if (!output.condition().isEmpty() && !scope.conditions().holds(output.condition())) {
        continue;
      }
      var value = evaluator.value(output.value());
      if (value.isContainerNode() || value.isMissingNode()) {
        throw Refused.format(
            "Output "
                + output.key()
                + " is malformed. The Value field of every Outputs member must evaluate to a"
                + " String.");
      }
      outputs.add(
          new Revision.Output(
              output.key(),
              Evaluator.plain(value, "a String"),
              output.description().asText(""),
              output.exportName().isMissingNode() ? "" : evaluator.text(output.exportName())));
    }
    return outputs;
  }
}
