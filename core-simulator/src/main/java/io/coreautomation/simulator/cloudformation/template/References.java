package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What refers to what inside a template. */
public final class References {
  /** {@code ${Name}} and {@code ${Name.Attribute}}, but not {@code ${!Literal}}. */
  public static final Pattern IN_TEXT = Pattern.compile("\\$\\{([^!{}][^{}]*)}");

  static final Set<String> PSEUDO_PARAMETERS =
      Set.of(
          "AWS::AccountId",
          "AWS::NotificationARNs",
          "AWS::NoValue",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName",
          "AWS::URLSuffix");

  private final Template template;

  public References(Template template) {
    this.template = template;
  }

  /** Finds names that stand for nothing. */
  void check() {
    checkAttributes();
    for (var resource : template.resources().values()) {
      checkCondition(resource.condition(), "Resources");
      checkConditionsIn(resource.body(), "Resources");
      for (var name : resource.dependsOn()) {
        if (!template.resources().containsKey(name)) {
          throw unresolved(Set.of(name), "Resources");
        }
      }
    }
    var inResources = new TreeSet<String>();
    template
        .resources()
        .values()
        .forEach(r -> inResources.addAll(unknown(names(r.properties(), all -> true))));
    if (!inResources.isEmpty()) {
      throw unresolved(inResources, "Resources");
    }
    var inOutputs = new TreeSet<String>();
    for (var output : template.outputs().values()) {
      checkCondition(output.condition(), "Outputs");
      inOutputs.addAll(unknown(names(output.body(), all -> true)));
    }
    if (!inOutputs.isEmpty()) {
      throw unresolved(inOutputs, "Outputs");
    }
    checkConditionBlock();
  }

  private void checkConditionBlock() {
    for (var condition : template.conditions().entrySet()) {
      for (var name : names(condition.getValue(), all -> true)) {
        if (!template.parameters().containsKey(name) && !PSEUDO_PARAMETERS.contains(name)) {
          throw Refused.format(
              "Unresolved dependencies ["
                  + name
                  + "]. Cannot reference resources in the Conditions block of the template");
        }
      }
      checkConditionsIn(condition.getValue(), "Conditions");
    }
  }

  /** Checks the targets of Fn::GetAtt, which must be resources. */
  private void checkAttributes() {
    template.resources().values().forEach(r -> checkAttributes(r.properties()));
    template.outputs().values().forEach(o -> checkAttributes(o.body()));
  }

  private void checkAttributes(JsonNode node) {
    var target = node.path("Fn::GetAtt");
    var name = attributeTarget(target);
    if (!name.isEmpty() && !template.resources().containsKey(name)) {
      throw Refused.invalid(
          "Template error: instance of Fn::GetAtt references undefined resource " + name);
    }
    node.forEach(this::checkAttributes);
  }

  private void checkCondition(String name, String block) {
    if (!name.isEmpty() && !template.conditions().containsKey(name)) {
      throw Refused.format(
          "Unresolved condition dependency "
              + name
              + " in the "
              + block
              + " block of the template");
    }
  }

  private void checkConditionsIn(JsonNode node, String block) {
    if (node.isObject()) {
      var choice = node.path("Fn::If");
      if (choice.isArray() && choice.path(0).isTextual()) {
        checkCondition(choice.path(0).asText(), block);
      }
      if (block.equals("Conditions") && node.size() == 1 && node.path("Condition").isTextual()) {
        checkCondition(node.path("Condition").asText(), block);
      }
    }
    node.forEach(child -> checkConditionsIn(child, block));
  }

  private Set<String> unknown(Set<String> names) {
    var unknown = new TreeSet<String>();
    for (var name : names) {
      if (!template.resources().containsKey(name)
          && !template.parameters().containsKey(name)
          && !PSEUDO_PARAMETERS.contains(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /**
   * Returns each resource with the resources that must be there before it, in an order in which
   * every one comes after those.
   *
   * @param holds whether a condition holds: what does not is left out
   */
  public Map<String, Set<String>> order(Predicate<String> holds) {
    var needs = new LinkedHashMap<String, Set<String>>();
    for (var resource : template.resources().values()) {
      if (resource.condition().isEmpty() || holds.test(resource.condition())) {
        needs.put(resource.logicalId(), new LinkedHashSet<>());
      }
    }
    needs.forEach(
        (name, targets) -> {
          var resource = java.util.Objects.requireNonNull(template.resources().get(name));
          targets.addAll(resource.dependsOn());
          targets.addAll(names(resource.properties(), holds));
          targets.retainAll(needs.keySet());
        });
    var ordered = new LinkedHashMap<String, Set<String>>();
    while (ordered.size() < needs.size()) {
      var before = ordered.size();
      needs.forEach(
          (name, targets) -> {
            if (!ordered.containsKey(name) && ordered.keySet().containsAll(targets)) {
              ordered.put(name, targets);
            }
          });
      if (ordered.size() == before) {
        throw Refused.invalid(
            "Circular dependency between resources: ["
                + String.join(", ", circle(needs, ordered.keySet()))
                + "]");
      }
    }
    return ordered;
  }

  /** What stands in a circle or between circles: not what merely waits for one. */
  private static Set<String> circle(Map<String, Set<String>> needs, Set<String> done) {
    var left = new TreeSet<>(needs.keySet());
    left.removeAll(done);
    var changed = true;
    while (changed) {
      changed =
          left.removeIf(
              name ->
                  left.stream()
                      .noneMatch(other -> needs.getOrDefault(other, Set.of()).contains(name)));
    }
    return left;
  }

  /** The names that an expression mentions, without the branches that are not taken. */
  private static Set<String> names(JsonNode node, Predicate<String> holds) {
    var names = new LinkedHashSet<String>();
    collect(node, holds, names);
    return names;
  }

  private static void collect(JsonNode node, Predicate<String> holds, Set<String> names) {
    if (node.isObject() && node.size() == 1) {
      if (node.path("Ref").isTextual()) {
        names.add(node.path("Ref").asText());
        return;
      }
      var target = attributeTarget(node.path("Fn::GetAtt"));
      if (!target.isEmpty()) {
        names.add(target);
        node.path("Fn::GetAtt").forEach(part -> collect(part, holds, names));
        return;
      }
      if (node.has("Fn::Sub")) {
        inText(node.path("Fn::Sub"), names);
        node.path("Fn::Sub").path(1).forEach(value -> collect(value, holds, names));
        return;
      }
      var choice = node.path("Fn::If");
      if (choice.isArray() && choice.size() == 3 && choice.get(0).isTextual()) {
        var taken = holds.test(choice.get(0).asText());
        var everything = holds.test(""); // the check of all branches asks for no condition
        if (taken) {
          collect(choice.get(1), holds, names);
        }
        if (!taken || everything) {
          collect(choice.get(2), holds, names);
        }
        return;
      }
    }
    node.forEach(child -> collect(child, holds, names));
  }

  private static void inText(JsonNode sub, Set<String> names) {
    var text = sub.isArray() ? sub.path(0).asText() : sub.asText();
    var own = sub.isArray() ? sub.path(1) : sub;
    var matcher = IN_TEXT.matcher(text);
    while (matcher.find()) {
      var name = matcher.group(1).trim();
      if (!own.has(name)) {
        var dot = name.indexOf('.');
        names.add(dot < 0 ? name : name.substring(0, dot));
      }
    }
  }

  /** The resource of {@code Fn::GetAtt}; empty if this is none. */
  private static String attributeTarget(JsonNode argument) {
    if (argument.isTextual()) {
      var dot = argument.asText().indexOf('.');
      return dot < 0 ? argument.asText() : argument.asText().substring(0, dot);
    }
    return argument.isArray() && argument.path(0).isTextual() ? argument.get(0).asText() : "";
  }

  private static RuntimeException unresolved(Set<String> names, String block) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(names));
    return Refused.format(
        "Unresolved resource dependencies ["
            + String.join(", ", sorted)
            + "] in the "
            + block
            + " block of the template");
  }
}
