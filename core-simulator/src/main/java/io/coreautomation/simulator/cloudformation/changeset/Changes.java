package io.coreautomation.simulator.cloudformation.changeset;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.resource.ResourceTypes;
import io.coreautomation.simulator.cloudformation.stack.Blueprint;
import io.coreautomation.simulator.cloudformation.template.References;
import io.coreautomation.simulator.cloudformation.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells a blueprint's fates as a change set tells them. */
final class Changes {
  private final Template template;
  private final Blueprint blueprint;
  private final Map<String, ResourceState> old;

  Changes(Template template, Blueprint blueprint, Map<String, ResourceState> old) {
    this.template = template;
    this.blueprint = blueprint;
    this.old = old;
  }

  List<ChangeSet.Change> list() {
    var changes = new ArrayList<ChangeSet.Change>();
    for (var resource : blueprint.resources().values()) {
      var fate = blueprint.fates().getOrDefault(resource.logicalId(), new Blueprint.Fate.Keep());
      switch (fate) {
        case Blueprint.Fate.Keep _ -> {}
        case Blueprint.Fate.Create _ -> changes.add(plain("Add", resource, ""));
        case Blueprint.Fate.Modify(var properties) ->
            changes.add(modify(resource, properties, List.of()));
        case Blueprint.Fate.Replace(var properties, var causes) ->
            changes.add(modify(resource, properties, causes));
      }
    }
    for (var resource : old.values()) {
      if (!blueprint.resources().containsKey(resource.logicalId())) {
        changes.add(plain("Remove", resource, resource.physicalId()));
      }
    }
    return changes;
  }

  private static ChangeSet.Change plain(String action, ResourceState resource, String physicalId) {
    return new ChangeSet.Change(
        action, resource.logicalId(), physicalId, resource.type(), "", List.of(), List.of());
  }

  private ChangeSet.Change modify(
      ResourceState resource, List<String> properties, List<String> causes) {
    var details = new ArrayList<ChangeSet.Detail>();
    var createOnly = ResourceTypes.of(resource.type()).createOnly();
    for (var property : properties) {
      details.add(detail(resource, property, createOnly.contains(property)));
    }
    var certain =
        details.stream()
            .anyMatch(
                d -> d.requiresRecreation().equals("Always") && d.evaluation().equals("Static"));
    var replacement = causes.isEmpty() ? "False" : certain ? "True" : "Conditional";
    var before = old.get(resource.logicalId());
    return new ChangeSet.Change(
        "Modify",
        resource.logicalId(),
        before == null ? "" : before.physicalId(),
        resource.type(),
        replacement,
        properties.isEmpty()
            ? List.of("Metadata")
            : properties.equals(List.of("Tags")) ? List.of("Tags") : List.of("Properties"),
        details);
  }

  private ChangeSet.Detail detail(ResourceState resource, String property, boolean recreates) {
    var declared = template.resources().get(resource.logicalId());
    var expression =
        declared == null ? template.root().path("") : declared.properties().path(property);
    var reference = firstReference(expression);
    var name = reference.isEmpty() ? "" : reference.split("\\.", 2)[0];
    var recreation = recreates ? "Always" : "Never";
    if (template.parameters().containsKey(name)) {
      return new ChangeSet.Detail(
          "Properties", property, recreation, "Static", "ParameterReference", name);
    }
    if (template.resources().containsKey(name)) {
      return new ChangeSet.Detail(
          "Properties",
          property,
          recreates ? "Conditionally" : "Never",
          "Dynamic",
          reference.contains(".") ? "ResourceAttribute" : "ResourceReference",
          reference);
    }
    return new ChangeSet.Detail(
        "Properties", property, recreation, "Static", "DirectModification", "");
  }

  private static String firstReference(JsonNode node) {
    if (node.isObject() && node.size() == 1) {
      if (node.path("Ref").isTextual()) {
        return node.path("Ref").asText();
      }
      var attribute = node.path("Fn::GetAtt");
      if (attribute.isArray() && attribute.size() == 2) {
        return attribute.path(0).asText() + "." + attribute.path(1).asText();
      }
      var sub = node.path("Fn::Sub");
      var text = sub.isArray() ? sub.path(0).asText() : sub.asText("");
      var matcher = References.IN_TEXT.matcher(text);
      while (matcher.find()) {
        if (!matcher.group(1).startsWith("AWS::")) {
          return matcher.group(1).trim();
        }
      }
    }
    for (var child : node) {
      var found = firstReference(child);
      if (!found.isEmpty() && !found.startsWith("AWS::")) {
        return found;
      }
    }
    return "";
  }
}
