package io.coreautomation.simulator.cloudformation.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns expressions into values. A missing node is {@code AWS::NoValue}: who holds it leaves it
 * out.
 */
public final class Evaluator {
  private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([^{}]*)}");
  private static final Map<String, String> MORE_ZONES = Map.of("us-east-1", "abcdef");

  private final Scope scope;

  public Evaluator(Scope scope) {
    this.scope = scope;
  }

  /** The value of an expression. */
  public JsonNode value(JsonNode node) {
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      for (var item : node) {
        var value = value(item);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      var name = node.fieldNames().next();
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return function(name, node.path(name));
      }
    }
    var object = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            e -> {
              var value = value(e.getValue());
              if (!value.isMissingNode()) {
                object.set(e.getKey(), value);
              }
            });
    return object;
  }

  /** The value of an expression that must be a single one, as text. */
  public String text(JsonNode node) {
    return plain(value(node), "a String");
  }

  private JsonNode function(String name, JsonNode argument) {
    return switch (name) {
      case "Ref" -> ref(argument);
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> sub(argument);
      case "Fn::Join" -> join(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::FindInMap" -> findInMap(argument);
      case "Fn::If" -> {
        three(name, argument);
        yield value(argument.get(scope.condition(argument.get(0).asText()) ? 1 : 2));
      }
      case "Fn::ImportValue" -> TextNode.valueOf(scope.export(text(argument)));
      case "Fn::GetAZs" -> zones(argument);
      case "Fn::Base64" ->
          TextNode.valueOf(
              Base64.getEncoder().encodeToString(text(argument).getBytes(StandardCharsets.UTF_8)));
      case "Fn::Cidr" -> cidr(argument);
      case "Fn::Length" -> {
        extension(name);
        var list = value(argument);
        if (!list.isArray()) {
          throw error("Fn::Length object requires a list");
        }
        yield JsonNodeFactory.instance.numberNode(list.size());
      }
      case "Fn::ToJsonString" -> {
        extension(name);
        yield TextNode.valueOf(Json.write(value(argument)));
      }
      case "Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals" ->
          throw error(name + " may stand in the Conditions block only");
      case "Fn::Transform" ->
          throw Refused.invalid(
              "No transform named "
                  + argument.path("Name").asText()
                  + " found. (The twin has none.)");
      default -> throw Refused.format("Template error: unknown function " + name);
    };
  }

  private JsonNode ref(JsonNode argument) {
    if (!argument.isTextual()) {
      throw Refused.format("every Ref object must have a single String value.");
    }
    var value = scope.ref(argument.asText());
    if (value == null) {
      throw Refused.format(
          "Unresolved resource dependencies ["
              + argument.asText()
              + "] in the Resources block of the template");
    }
    return value;
  }

  private JsonNode attribute(JsonNode argument) {
    if (argument.isTextual() && argument.asText().indexOf('.') > 0) {
      var dot = argument.asText().indexOf('.');
      return scope.attribute(
          argument.asText().substring(0, dot), argument.asText().substring(dot + 1));
    }
    if (!argument.isArray() || argument.size() < 2) {
      throw error(
          "every Fn::GetAtt object requires two non-empty parameters, the resource name and the"
              + " resource attribute");
    }
    var rest = new ArrayList<String>();
    for (int i = 1; i < argument.size(); i++) {
      rest.add(text(argument.get(i)));
    }
    return scope.attribute(text(argument.get(0)), String.join(".", rest));
  }

  private JsonNode sub(JsonNode argument) {
    var own = argument.path(1);
    if (argument.isArray() ? argument.size() != 2 || !own.isObject() : !argument.isTextual()) {
      throw error(
          "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a"
              + " string as first argument, and an optional second argument to specify a mapping of"
              + " values to replace in the string");
    }
    var text = argument.isArray() ? argument.path(0).asText() : argument.asText();
    var matcher = IN_TEXT.matcher(text);
    var result = new StringBuilder();
    while (matcher.find()) {
      var name = matcher.group(1).trim();
      String replacement;
      if (name.startsWith("!")) {
        replacement = "${" + name.substring(1) + "}";
      } else if (argument.isArray() && own.has(name)) {
        replacement = text(own.get(name));
      } else {
        var dot = name.indexOf('.');
        var value =
            dot < 0
                ? ref(TextNode.valueOf(name))
                : scope.attribute(name.substring(0, dot), name.substring(dot + 1));
        replacement = plain(value, "a String");
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
    }
    return TextNode.valueOf(matcher.appendTail(result).toString());
  }

  private JsonNode join(JsonNode argument) {
    var wrong =
        "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of"
            + " strings to be joined or a function that returns a list of strings (such as"
            + " Fn::GetAZs) to be joined.";
    if (!argument.isArray() || argument.size() != 2) {
      throw error(wrong);
    }
    var list = value(argument.get(1));
    if (!list.isArray()) {
      throw error(wrong);
    }
    var parts = new ArrayList<String>();
    list.forEach(part -> parts.add(plain(part, "a list of strings")));
    return TextNode.valueOf(String.join(text(argument.get(0)), parts));
  }

  private JsonNode select(JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2) {
      throw error(
          "every Fn::Select object requires two parameters, the index and the list of objects");
    }
    var index = text(argument.get(0));
    var list = value(argument.get(1));
    if (list.isTextual()) {
      list = strings(List.of(list.asText().split(",")));
    }
    if (!list.isArray()) {
      throw error("Fn::Select requires a list argument with a valid index");
    }
    if (!index.matches("\\d+") || Integer.parseInt(index) >= list.size()) {
      throw error("Fn::Select  cannot select nonexistent value at index " + index);
    }
    return list.get(Integer.parseInt(index));
  }

  private JsonNode split(JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2) {
      throw error(
          "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string"
              + " to be split or a function that returns a string to be split.");
    }
    return strings(List.of(text(argument.get(1)).split(Pattern.quote(text(argument.get(0))), -1)));
  }

  private JsonNode findInMap(JsonNode argument) {
    if (!argument.isArray() || argument.size() < 3) {
      throw error(
          "every Fn::FindInMap object requires three parameters, the map name, map key and the"
              + " attribute for return value");
    }
    var map = text(argument.get(0));
    var top = text(argument.get(1));
    var second = text(argument.get(2));
    var found = scope.mappings().path(map).path(top).path(second);
    if (found.isMissingNode()) {
      var otherwise = argument.path(3).path("DefaultValue");
      if (!otherwise.isMissingNode() && scope.languageExtensions()) {
        return value(otherwise);
      }
      if (scope.mappings().path(map).isMissingNode()) {
        throw error(
            "Mapping named '" + map + "' is not present in the 'Mappings' section of template.");
      }
      throw error("Unable to get mapping for " + map + "::" + top + "::" + second);
    }
    return found;
  }

  private JsonNode zones(JsonNode argument) {
    var named = text(argument);
    var region = named.isEmpty() ? scope.region() : named;
    var zones = new ArrayList<String>();
    for (var letter : MORE_ZONES.getOrDefault(region, "abc").split("")) {
      zones.add(region + letter);
    }
    return strings(zones);
  }

  private JsonNode cidr(JsonNode argument) {
    if (!argument.isArray() || argument.size() < 2 || argument.size() > 3) {
      throw error("every Fn::Cidr object requires two or three parameters");
    }
    var bits = argument.size() == 3 ? text(argument.get(2)) : "";
    return strings(CidrBlocks.of(text(argument.get(0)), text(argument.get(1)), bits));
  }

  private void extension(String name) {
    if (!scope.languageExtensions()) {
      throw Refused.format(name + " needs the transform AWS::LanguageExtensions.");
    }
  }

  private static void three(String name, JsonNode argument) {
    if (!argument.isArray() || argument.size() != 3) {
      throw error(name + " requires three arguments: a condition, and two values");
    }
  }

  static ArrayNode strings(List<String> texts) {
    var array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** A single value as text. */
  public static String plain(JsonNode value, String wanted) {
    if (value instanceof MissingNode) {
      return "";
    }
    if (value.isContainerNode()) {
      throw error("a list or map stands where " + wanted + " must be: " + Json.write(value));
    }
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }

  static RuntimeException error(String message) {
    return Refused.invalid("Template error: " + message);
  }
}
