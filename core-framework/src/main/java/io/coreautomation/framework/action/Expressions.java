package io.coreautomation.framework.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Values in compiled params that only a run can know.
 *
 * <p>A literal stands as it is. {@code {"$expr":["x-",{"ref":"<action
 * id>","output":"B"},{"variable":"v"}]}} is the text of its parts, one after the other. A key of
 * the author's that begins with {@code $} is stored with one more.
 */
public final class Expressions {
  private static final String EXPR = "$expr";

  private Expressions() {}

  /** One part of an expression. */
  public sealed interface Part {
    /** Text that is known. */
    record Literal(String text) implements Part {}

    /** An output of another action. */
    record OutputOf(String actionId, String output) implements Part {}

    /** How another action stands, such as {@code COMPLETE}. */
    record StatusOf(String actionId) implements Part {}

    /** A variable that the run holds. */
    record Variable(String name) implements Part {}
  }

  /** The compiled form of an expression. */
  public static ObjectNode compiled(List<Part> parts) {
    var expression = Json.object();
    var array = expression.putArray(EXPR);
    for (var part : parts) {
      switch (part) {
        case Part.Literal(String text) -> array.add(text);
        case Part.OutputOf(String id, String output) ->
            array.addObject().put("ref", id).put("output", output);
        case Part.StatusOf(String id) -> array.addObject().put("ref", id).put("status", true);
        case Part.Variable(String name) -> array.addObject().put("variable", name);
      }
    }
    return expression;
  }

  /** The stored form of a key that its author wrote. */
  public static String storedKey(String key) {
    return key.startsWith("$") ? "$" + key : key;
  }

  /** All parts of all expressions in some compiled params. */
  public static Set<Part> parts(JsonNode params) {
    var found = new LinkedHashSet<Part>();
    collect(params, found);
    return found;
  }

  /**
   * Params with their expressions replaced by text.
   *
   * @param value of each part that is not literal
   */
  public static JsonNode resolved(JsonNode params, Function<Part, String> value) {
    if (isExpression(params)) {
      var text = new StringBuilder();
      for (var part : read(params)) {
        text.append(part instanceof Part.Literal(String literal) ? literal : value.apply(part));
      }
      return TextNode.valueOf(text.toString());
    }
    if (params instanceof ObjectNode object) {
      var resolved = Json.object();
      object
          .properties()
          .forEach(
              field ->
                  resolved.set(
                      field.getKey().startsWith("$$")
                          ? field.getKey().substring(1)
                          : field.getKey(),
                      resolved(field.getValue(), value)));
      return resolved;
    }
    if (params instanceof ArrayNode array) {
      var resolved = array.arrayNode(array.size());
      array.forEach(item -> resolved.add(resolved(item, value)));
      return resolved;
    }
    return params;
  }

  /** Compiled params with the parts of their expressions replaced; all else stays. */
  public static JsonNode replaced(JsonNode params, UnaryOperator<Part> replacement) {
    if (isExpression(params)) {
      return compiled(read(params).stream().map(replacement).toList());
    }
    if (params instanceof ObjectNode object) {
      var replaced = Json.object();
      object
          .properties()
          .forEach(field -> replaced.set(field.getKey(), replaced(field.getValue(), replacement)));
      return replaced;
    }
    if (params instanceof ArrayNode array) {
      var replaced = array.arrayNode(array.size());
      array.forEach(item -> replaced.add(replaced(item, replacement)));
      return replaced;
    }
    return params;
  }

  private static void collect(JsonNode tree, Set<Part> found) {
    if (isExpression(tree)) {
      found.addAll(read(tree));
    } else {
      tree.forEach(child -> collect(child, found));
    }
  }

  private static boolean isExpression(JsonNode tree) {
    return tree.isObject() && tree.size() == 1 && tree.path(EXPR).isArray();
  }

  private static List<Part> read(JsonNode expression) {
    var parts = new ArrayList<Part>();
    for (var part : expression.get(EXPR)) {
      if (part.isTextual()) {
        parts.add(new Part.Literal(part.textValue()));
      } else if (part.has("status")) {
        parts.add(new Part.StatusOf(part.get("ref").textValue()));
      } else if (part.has("ref")) {
        parts.add(new Part.OutputOf(part.get("ref").textValue(), part.path("output").asText()));
      } else {
        parts.add(new Part.Variable(part.path("variable").asText()));
      }
    }
    return parts;
  }
}
