package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unrolls {@code Fn::ForEach}, as the transform AWS::LanguageExtensions does. */
final class Loops {
  private static final String FOR_EACH = "Fn::ForEach::";

  private final ObjectNode root;
  private final Map<String, JsonNode> parameters;

  Loops(ObjectNode root, Map<String, JsonNode> parameters) {
    this.root = root;
    this.parameters = parameters;
  }

  ObjectNode unrolled() {
    var result = JsonNodeFactory.instance.objectNode();
    root.properties()
        .forEach(
            e ->
                result.set(
                    e.getKey(),
                    e.getKey().equals("Parameters") || e.getKey().equals("Mappings")
                        ? e.getValue()
                        : unroll(e.getValue(), Map.of())));
    return result;
  }

  private JsonNode unroll(JsonNode node, Map<String, String> variables) {
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(unroll(item, variables)));
      return array;
    }
    if (node.isTextual()) {
      return TextNode.valueOf(replaced(node.asText(), variables));
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1 && node.path("Ref").isTextual()) {
      var variable = variables.get(node.path("Ref").asText());
      if (variable != null) {
        return TextNode.valueOf(variable);
      }
    }
    var result = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            e -> {
              if (e.getKey().startsWith(FOR_EACH)) {
                loop(e.getKey(), e.getValue(), variables, result);
              } else {
                add(result, replaced(e.getKey(), variables), unroll(e.getValue(), variables));
              }
            });
    return result;
  }

  private void loop(String name, JsonNode loop, Map<String, String> variables, ObjectNode result) {
    if (!loop.isArray()
        || loop.size() != 3
        || !loop.get(0).isTextual()
        || !loop.get(2).isObject()) {
      throw Refused.invalid(
          "Template error: every " + name + " needs an identifier, a collection and an output map");
    }
    var identifier = loop.get(0).asText();
    for (var item : collection(name, loop.get(1), variables)) {
      var inner = new LinkedHashMap<>(variables);
      inner.put(identifier, item);
      unroll(loop.get(2), inner).properties().forEach(e -> add(result, e.getKey(), e.getValue()));
    }
  }

  private List<String> collection(String name, JsonNode node, Map<String, String> variables) {
    JsonNode items = node;
    if (node.isObject() && node.path("Ref").isTextual()) {
      var parameter = parameters.get(node.path("Ref").asText());
      items = parameter == null ? node : parameter;
    } else if (node.isObject() && node.path("Fn::FindInMap").isArray()) {
      var path = unroll(node.path("Fn::FindInMap"), variables);
      items =
          root.path("Mappings")
              .path(path.path(0).asText())
              .path(path.path(1).asText())
              .path(path.path(2).asText());
    }
    if (!items.isArray()) {
      throw Refused.invalid(
          "Template error: the collection of " + name + " must be a list of values that are known");
    }
    var texts = new ArrayList<String>();
    for (var item : items) {
      texts.add(unroll(item, variables).asText());
    }
    return texts;
  }

  private static void add(ObjectNode result, String key, JsonNode value) {
    if (result.has(key)) {
      throw Refused.invalid("Template error: the loops make the key " + key + " twice");
    }
    result.set(key, value);
  }

  private static String replaced(String text, Map<String, String> variables) {
    var result = text;
    for (var variable : variables.entrySet()) {
      result =
          result
              .replace("${" + variable.getKey() + "}", variable.getValue())
              .replace("&{" + variable.getKey() + "}", alphanumeric(variable.getValue()));
    }
    return result;
  }

  private static String alphanumeric(String text) {
    return text.replaceAll("[^A-Za-z0-9]", "");
  }
}
