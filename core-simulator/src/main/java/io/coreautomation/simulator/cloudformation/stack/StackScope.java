package io.coreautomation.simulator.cloudformation.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.simulator.cloudformation.intrinsic.Conditions;
import io.coreautomation.simulator.cloudformation.intrinsic.Evaluator;
import io.coreautomation.simulator.cloudformation.intrinsic.Scope;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Attributes;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.resource.ResourceTypes;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import io.coreautomation.simulator.cloudformation.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names of a template, for one stack. */
final class StackScope implements Scope {
  private final Template template;
  private final Map<String, ParameterValues.Value> parameters;
  private final StackId stack;
  private final List<String> notificationArns;
  private final Map<String, ResourceState> resources;
  private final BlueprintMaker.Surroundings surroundings;
  private final Set<String> imports = new TreeSet<>();
  private final Evaluator evaluator;
  private final Conditions conditions;

  /**
   * A scope.
   *
   * @param resources those that are known so far; read at each call
   */
  StackScope(
      Template template,
      Map<String, ParameterValues.Value> parameters,
      StackId stack,
      List<String> notificationArns,
      Map<String, ResourceState> resources,
      BlueprintMaker.Surroundings surroundings) {
    this.template = template;
    this.parameters = parameters;
    this.stack = stack;
    this.notificationArns = notificationArns;
    this.resources = resources;
    this.surroundings = surroundings;
    this.evaluator = new Evaluator(this);
    this.conditions = new Conditions(template.conditions(), evaluator);
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Conditions conditions() {
    return conditions;
  }

  /** The exports that were asked for. */
  Set<String> imports() {
    return Set.copyOf(imports);
  }

  @Override
  public @Nullable JsonNode ref(String name) {
    var parameter = parameters.get(name);
    if (parameter != null) {
      return parameter.node();
    }
    var resource = resources.get(name);
    if (resource != null) {
      return TextNode.valueOf(resource.physicalId());
    }
    return switch (name) {
      case "AWS::AccountId" -> TextNode.valueOf(stack.place().accountId());
      case "AWS::Region" -> TextNode.valueOf(stack.place().region());
      case "AWS::Partition" -> TextNode.valueOf(stack.place().partition());
      case "AWS::URLSuffix" -> TextNode.valueOf(stack.place().urlSuffix());
      case "AWS::StackName" -> TextNode.valueOf(stack.name());
      case "AWS::StackId" -> TextNode.valueOf(stack.arn());
      case "AWS::NoValue" -> MissingNode.getInstance();
      case "AWS::NotificationARNs" -> {
        var array = JsonNodeFactory.instance.arrayNode();
        notificationArns.forEach(array::add);
        yield array;
      }
      default -> null;
    };
  }

  @Override
  public JsonNode attribute(String logicalId, String attribute) {
    var resource = resources.get(logicalId);
    if (resource == null) {
      throw Refused.format(
          "Unresolved resource dependencies ["
              + logicalId
              + "] in the Resources block of the template");
    }
    if (resource.isNestedStack() && attribute.startsWith("Outputs.")) {
      var output = resource.attributes().get(attribute.substring("Outputs.".length()));
      if (output == null) {
        throw unsupported(logicalId, attribute);
      }
      return TextNode.valueOf(output);
    }
    var attributes =
        new Attributes(
            ResourceTypes.of(resource.type()),
            stack.place(),
            stack.name(),
            logicalId,
            resource.seed(),
            resource.properties());
    return attributes
        .attribute(attribute, resource.physicalId())
        .orElseThrow(() -> unsupported(logicalId, attribute));
  }

  private static RuntimeException unsupported(String logicalId, String attribute) {
    return Refused.invalid(
        "Template error: resource "
            + logicalId
            + " does not support attribute type "
            + attribute
            + " in Fn::GetAtt");
  }

  @Override
  public boolean condition(String name) {
    return conditions.holds(name);
  }

  @Override
  public JsonNode mappings() {
    return template.mappings();
  }

  @Override
  public String export(String name) {
    imports.add(name);
    return surroundings.export(name);
  }

  @Override
  public String region() {
    return stack.place().region();
  }

  @Override
  public boolean languageExtensions() {
    return template.hasLanguageExtensions();
  }
}
