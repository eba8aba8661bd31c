package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a definition, its path, and where problems go. A field that is read wrongly is
 * reported and answered with a value that lets the reading go on.
 */
record DefinitionFields(String path, JsonNode object, Problems problems) {
  /** Reports the fields that are not among these. */
  @SafeVarargs
  final void allow(List<String>... known) {
    if (!object.isObject()) {
      report("", ProblemCode.FIELD_INVALID, "an object was expected");
      return;
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              for (var names : known) {
                if (names.contains(name)) {
                  return;
                }
              }
              report(name, ProblemCode.FIELD_UNKNOWN, "the interpreter does not support it");
            });
  }

  boolean has(String name) {
    return object.has(name);
  }

  JsonNode node(String name) {
    return object.path(name);
  }

  DefinitionFields child(String name) {
    return new DefinitionFields(at(name), object.path(name), problems);
  }

  /** The objects of a list; none if there is no such field. */
  List<DefinitionFields> children(String name) {
    var list = object.path(name);
    if (!list.isArray() && !list.isMissingNode()) {
      report(name, ProblemCode.FIELD_INVALID, "a list was expected");
    }
    var children = new ArrayList<DefinitionFields>();
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      children.add(new DefinitionFields(at(name) + "[" + i + "]", list.get(i), problems));
    }
    return children;
  }

  @Nullable String text(String name) {
    var value = object.path(name);
    if (!value.isTextual() && !value.isMissingNode()) {
      report(name, ProblemCode.FIELD_INVALID, "text was expected");
    }
    return value.textValue();
  }

  String required(String name) {
    var text = text(name);
    if (text == null) {
      if (!has(name)) {
        report(name, ProblemCode.FIELD_MISSING, "it is missing");
      }
      return "";
    }
    return text;
  }

  /** A number, or the default if there is none. */
  double number(String name, double least, double otherwise) {
    var value = object.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber() || value.doubleValue() < least) {
      report(
          name,
          ProblemCode.FIELD_INVALID,
          "a number of at least %.0f was expected".formatted(least));
      return otherwise;
    }
    return value.doubleValue();
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (var item : object.path(name)) {
      if (item.isTextual()) {
        texts.add(item.textValue());
      }
    }
    if (texts.isEmpty() || texts.size() != object.path(name).size()) {
      report(name, ProblemCode.FIELD_INVALID, "a list of texts was expected");
    }
    return texts;
  }

  /** A path: {@code $} if there is none, null if it is JSON's null. */
  @Nullable ReferencePath pathOrWhole(String name) {
    var value = object.path(name);
    return value.isMissingNode() ? ReferencePath.WHOLE : value.isNull() ? null : path(name);
  }

  ReferencePath path(String name) {
    return parsed(name, ReferencePath::parse, ReferencePath.WHOLE);
  }

  /** A path that a result is put to. */
  @Nullable ReferencePath place(String name) {
    var path = pathOrWhole(name);
    if (path != null && !path.isPlace()) {
      report(name, ProblemCode.FIELD_INVALID, "a result cannot be put to '" + path.text() + "'");
    }
    return path;
  }

  /** A payload template, or null if there is no such field. */
  @Nullable Expression template(String name) {
    var value = object.path(name);
    return value.isMissingNode() ? null : child(name).template();
  }

  private Expression template() {
    if (object.isObject()) {
      var fields = new LinkedHashMap<String, Expression>();
      for (var field : object.properties()) {
        var name = field.getKey();
        if (name.endsWith(".$")) {
          fields.put(
              name.substring(0, name.length() - 2),
              parsed(name, Intrinsic::parse, ReferencePath.WHOLE));
        } else {
          fields.put(name, child(name).template());
        }
      }
      return new Expression.Fields(fields);
    }
    if (object.isArray()) {
      var items = new ArrayList<Expression>();
      for (int i = 0; i < object.size(); i++) {
        items.add(new DefinitionFields(path + "[" + i + "]", object.get(i), problems).template());
      }
      return new Expression.Items(items);
    }
    return new Expression.Literal(object);
  }

  <T> T parsed(String name, Function<String, ? extends T> parser, T otherwise) {
    var text = required(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      report(name, ProblemCode.FIELD_INVALID, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  void report(String name, ProblemCode code, String message) {
    var place = name.isEmpty() ? path : at(name);
    problems.add(Problem.of(code, "state machine, " + place + ": " + message, "").withPath(place));
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static DefinitionFields root(JsonNode definition, Problems problems) {
    return new DefinitionFields(
        "", definition.isObject() ? definition : MissingNode.getInstance(), problems);
  }
}
