package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The shape that a template must have, in the order in which CloudFormation finds fault. */
final class TemplateShape {
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Mappings",
          "Conditions",
          "Transform",
          "Resources",
          "Outputs",
          "Hooks");
  private static final Set<String> RESOURCE_MEMBERS =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "UpdatePolicy",
          "CreationPolicy",
          "Metadata",
          "Description",
          "Version");
  private static final Set<String> OUTPUT_MEMBERS =
      Set.of("Value", "Description", "Export", "Condition");
  private static final Set<String> DELETION_POLICIES =
      Set.of("Delete", "Retain", "Snapshot", "RetainExceptOnCreate");
  private static final Set<String> PARAMETER_TYPES =
      Set.of("String", "Number", "List<Number>", "CommaDelimitedList", "List<String>");
  private static final Pattern AWS_TYPE =
      Pattern.compile(
          "AWS::(?:EC2|Route53|SSM)::[\\w:]+|List<AWS::(?:EC2|Route53)::[\\w:]+>"
              + "|AWS::SSM::Parameter::Value<(?:String|List<String>|CommaDelimitedList"
              + "|AWS::[\\w:]+|List<AWS::[\\w:]+>)>");
  private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");
  private static final int RESOURCES = 500;
  private static final int OUTPUTS = 200;
  private static final int PARAMETERS = 200;
  private static final int MAPPINGS = 200;

  private final ObjectNode root;

  TemplateShape(ObjectNode root) {
    this.root = root;
  }

  void checkSections() {
    var unknown = new ArrayList<String>();
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!SECTIONS.contains(name)) {
                unknown.add(name);
              }
            });
    if (!unknown.isEmpty()) {
      throw Refused.invalid(
          "Invalid template property or properties [" + String.join(", ", unknown) + "]");
    }
    var version = root.path("AWSTemplateFormatVersion");
    if (!version.isMissingNode() && !version.asText().equals("2010-09-09")) {
      throw Refused.format(
          "[/AWSTemplateFormatVersion] unsupported value for AWSTemplateFormatVersion.");
    }
    if (root.path("Description").asText("").length() > 1024) {
      throw Refused.format("'Description' length is greater than 1024.");
    }
    for (var section : Set.of("Parameters", "Mappings", "Conditions", "Outputs", "Resources")) {
      var body = root.path(section);
      if (!body.isMissingNode() && !body.isObject()) {
        throw Refused.format("[/" + section + "] is not a map.");
      }
    }
    if (root.path("Resources").isEmpty()) {
      throw Refused.format("At least one Resources member must be defined.");
    }
    limit("parameters", root.path("Parameters").size(), PARAMETERS);
    limit("mappings", root.path("Mappings").size(), MAPPINGS);
  }

  void checkParameters(Collection<ParameterDeclaration> parameters) {
    for (var parameter : parameters) {
      alphanumeric("Parameter", parameter.name());
      if (!parameter.body().path("Type").isTextual()) {
        throw Refused.format("Every Parameters object must contain a Type member.");
      }
      var type = parameter.type();
      if (!PARAMETER_TYPES.contains(type) && !AWS_TYPE.matcher(type).matches()) {
        throw Refused.format("Unrecognized parameter type: " + type);
      }
    }
  }

  void checkMembers() {
    var resources = root.path("Resources");
    limit("resources", resources.size(), RESOURCES);
    limit("outputs", root.path("Outputs").size(), OUTPUTS);
    resources.properties().forEach(e -> checkResource(e.getKey(), e.getValue()));
    root.path("Outputs").properties().forEach(e -> checkOutput(e.getKey(), e.getValue()));
    root.path("Mappings")
        .properties()
        .forEach(
            e -> {
              alphanumeric("Mapping", e.getKey());
              for (var level : e.getValue()) {
                if (!level.isObject()) {
                  throw Refused.format("Every Mappings attribute must be a String or a List.");
                }
              }
            });
  }

  private void checkResource(String name, JsonNode body) {
    if (name.startsWith("Fn::ForEach")) {
      throw Refused.format("Fn::ForEach needs the transform " + Template.LANGUAGE_EXTENSIONS + ".");
    }
    alphanumeric("Resource", name);
    if (!body.isObject()) {
      throw Refused.format("[/Resources/" + name + "] resource definition is malformed");
    }
    if (!body.path("Type").isTextual()) {
      throw Refused.format(
          "[/Resources/" + name + "] Every Resources object must contain a Type member.");
    }
    body.fieldNames()
        .forEachRemaining(
            member -> {
              if (!RESOURCE_MEMBERS.contains(member)) {
                throw Refused.invalid("Invalid template resource property '" + member + "'");
              }
            });
    var properties = body.path("Properties");
    if (!properties.isMissingNode() && !properties.isObject()) {
      throw Refused.format("[/Resources/" + name + "/Properties] must be a map.");
    }
    if (body.path("Type").asText().split("::").length < 2) {
      throw Refused.format("Unrecognized resource types: [" + body.path("Type").asText() + "]");
    }
    for (var policy : Set.of("DeletionPolicy", "UpdateReplacePolicy")) {
      var value = body.path(policy);
      if (value.isTextual() && !DELETION_POLICIES.contains(value.asText())) {
        throw Refused.format(
            "Unrecognized " + policy + " " + value.asText() + " for resource " + name);
      }
    }
  }

  private void checkOutput(String name, JsonNode body) {
    alphanumeric("Output", name);
    if (!body.isObject()) {
      throw Refused.format("Output " + name + " is malformed.");
    }
    body.fieldNames()
        .forEachRemaining(
            member -> {
              if (!OUTPUT_MEMBERS.contains(member)) {
                throw Refused.format("Invalid outputs property : [" + member + "]");
              }
            });
    if (body.path("Value").isMissingNode()) {
      throw Refused.format("Every Outputs member must contain a Value object");
    }
  }

  private static void alphanumeric(String kind, String name) {
    if (!ALPHANUMERIC.matcher(name).matches()) {
      throw Refused.format(kind + " name " + name + " is non alphanumeric.");
    }
    if (name.length() > 255) {
      throw Refused.format(kind + " name '" + name.toLowerCase(Locale.ROOT) + "' is too long.");
    }
  }

  private static void limit(String what, int count, int most) {
    if (count > most) {
      throw Refused.format(
          "Number of " + what + ", " + count + ", is greater than maximum allowed, " + most);
    }
  }
}
