package io.coreautomation.framework.shape;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Entry;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Node.Sequence;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads shapes from JSON Schema that people have written. It takes what shapes can say, which
 * {@link JsonSchema} writes, and refuses the rest: what is not looked at must not seem to be.
 */
public final class SchemaShape {
  /** What says nothing of the values. */
  private static final Set<String> REMARKS = Set.of("$schema", "$id", "$comment", "title");

  private static final Map<String, Set<String>> KEYWORDS =
      Map.of(
          "string", Set.of("enum", "format"),
          "integer", Set.of(),
          "boolean", Set.of(),
          "array", Set.of("items"),
          "object", Set.of("properties", "required", "additionalProperties"));

  private static final Set<String> OF_ALL = Set.of("type", "description");

  private final Problems problems;

  /** Reports into {@code problems}. */
  public SchemaShape(Problems problems) {
    this.problems = problems;
  }

  /** The fields that a schema of an object has; none if it is not one. */
  public Shape.Fields fields(String name, Node schema) {
    if (shape(name, schema) instanceof Shape.Fields fields) {
      return fields;
    }
    refuse(schema, "this describes no object with properties", "Write 'type: object'.");
    return new Shape.Fields(name, "", List.of());
  }

  private Shape shape(String name, Node schema) {
    if (!(schema instanceof Mapping map)) {
      refuse(schema, "a schema is a map, not " + schema.describe(), "Write 'type: string'.");
      return new Shape.Anything();
    }
    var type = text(map, "type").orElse(map.entries().containsKey("enum") ? "string" : "");
    if (!type.isEmpty() && !KEYWORDS.containsKey(type)) {
      refuse(
          entry(map, "type").map(Entry::value).orElse(schema),
          "params have no type '" + type + "'",
          NearestName.suggestion(KEYWORDS.keySet().stream().sorted().toList(), type));
      return new Shape.Anything();
    }
    checkKeywords(map, type);
    return switch (type) {
      case "string" -> string(map);
      case "integer" -> new Shape.Whole();
      case "boolean" -> new Shape.Truth();
      case "array" ->
          new Shape.ListOf(
              entry(map, "items")
                  .map(items -> shape(name, items.value()))
                  .orElseGet(Shape.Anything::new));
      case "object" -> object(name, map);
      default -> new Shape.Anything();
    };
  }

  private void checkKeywords(Mapping map, String type) {
    var known = KEYWORDS.getOrDefault(type, Set.of());
    for (var entry : map.entries().values()) {
      var key = entry.key();
      if (!known.contains(key) && !OF_ALL.contains(key) && !REMARKS.contains(key)) {
        problems.add(
            Problem.at(
                entry.keySource(),
                ProblemCode.FIELD_UNKNOWN,
                "'" + key + "' is not looked at here",
                "Remove it: the types, the required fields and the words of params are checked;"
                    + " what else is wrong with them their kind says."));
      }
    }
  }

  private Shape string(Mapping map) {
    var words = entry(map, "enum");
    if (words.isPresent()) {
      return new Shape.Choice(texts(words.get().value()));
    }
    var format = entry(map, "format");
    if (format.isEmpty()) {
      return new Shape.Text();
    }
    if (!text(map, "format").equals(Optional.of("duration"))) {
      refuse(format.get().value(), "the only format here is 'duration'", "Remove it.");
    }
    return new Shape.Time();
  }

  private Shape object(String name, Mapping map) {
    var properties = entry(map, "properties");
    var others = entry(map, "additionalProperties").map(Entry::value);
    if (properties.isEmpty()) {
      return others
          .filter(Mapping.class::isInstance)
          .<Shape>map(values -> new Shape.MapOf(shape(name, values)))
          .orElseGet(() -> new Shape.Fields(name, text(map, "description").orElse(""), List.of()));
    }
    others
        .filter(value -> !(value instanceof Scalar scalar && Boolean.FALSE.equals(scalar.value())))
        .ifPresent(
            value ->
                refuse(
                    value,
                    "an object has named properties or others, not both",
                    "Write 'additionalProperties: false', or leave it out."));
    return new Shape.Fields(
        name, text(map, "description").orElse(""), fields(map, properties.get().value()));
  }

  private List<Field> fields(Mapping map, Node properties) {
    if (!(properties instanceof Mapping named)) {
      refuse(properties, "'properties' is a map", "Write a name and what it is: 'a: {…}'.");
      return List.of();
    }
    var required = required(map, named);
    var fields = new ArrayList<Field>();
    for (var property : named.entries().values()) {
      var doc = property.value() instanceof Mapping value ? text(value, "description") : absent();
      if (doc.isEmpty()) {
        problems.add(
            Problem.at(
                property.keySource(),
                ProblemCode.FIELD_MISSING,
                "'" + property.key() + "' has no description",
                "Say in half a sentence what it is: it stands in messages and in 'core kinds'."));
      }
      if (fields.stream().anyMatch(field -> field.isNamed(property.key()))) {
        problems.add(
            Problem.at(
                property.keySource(),
                ProblemCode.NAME_DUPLICATE,
                "'" + property.key() + "' is a spelling of another property",
                "Name it otherwise: authors may write camelCase, snake_case and kebab-case."));
      }
      fields.add(
          new Field(
              property.key(),
              shape(property.key(), property.value()),
              required.contains(property.key()),
              doc.orElse(""),
              List.of(),
              Role.Kind.NONE));
    }
    return fields;
  }

  private Set<String> required(Mapping map, Mapping properties) {
    var names = new HashSet<String>();
    entry(map, "required")
        .ifPresent(
            list -> {
              for (var name : texts(list.value())) {
                if (!properties.entries().containsKey(name)) {
                  refuse(
                      list.value(),
                      "'" + name + "' is required, but no property",
                      NearestName.suggestion(List.copyOf(properties.entries().keySet()), name));
                }
                names.add(name);
              }
            });
    return names;
  }

  private List<String> texts(Node node) {
    if (node instanceof Sequence list
        && !list.items().isEmpty()
        && list.items().stream().allMatch(Scalar.class::isInstance)) {
      return list.items().stream().map(item -> ((Scalar) item).text()).toList();
    }
    refuse(node, "this is no list of words", "Write '[a, b]'.");
    return List.of();
  }

  private static Optional<String> absent() {
    return Optional.empty();
  }

  private static Optional<Entry> entry(Mapping map, String key) {
    return Optional.ofNullable(map.entries().get(key));
  }

  private static Optional<String> text(Mapping map, String key) {
    return entry(map, key)
        .map(Entry::value)
        .filter(Scalar.class::isInstance)
        .map(value -> ((Scalar) value).text())
        .filter(text -> !text.isBlank());
  }

  private void refuse(Node node, String message, String mend) {
    problems.add(Problem.at(node.source(), ProblemCode.FIELD_INVALID, message, mend));
  }
}
