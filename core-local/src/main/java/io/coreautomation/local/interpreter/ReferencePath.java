package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath that names one place: {@code $}, {@code $.a.b}, {@code $.a[0]}, and the same from the
 * context with {@code $$}.
 *
 * @param steps a {@link String} for a field, an {@link Integer} for an item
 */
record ReferencePath(String text, boolean context, List<Object> steps) implements Expression {
  private static final Pattern PATH =
      Pattern.compile("(\\$\\$?)((?:\\.[A-Za-z_][A-Za-z0-9_-]*|\\[[0-9]{1,6}])*)");
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([0-9]+)]");

  /** After the patterns, which it is read with. */
  static final ReferencePath WHOLE = parse("$");

  ReferencePath {
    steps = List.copyOf(steps);
  }

  /**
   * @throws IllegalArgumentException if it is none, or is more than the interpreter reads
   */
  static ReferencePath parse(String text) {
    var path = PATH.matcher(text);
    if (!path.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a path such as $.a.b or $.a[0]");
    }
    var steps = new ArrayList<Object>();
    var step = STEP.matcher(path.group(2));
    while (step.find()) {
      steps.add(step.group(1) != null ? step.group(1) : Integer.valueOf(step.group(2)));
    }
    return new ReferencePath(text, path.group(1).equals("$$"), steps);
  }

  /** What is there, or null if nothing is; JSON's null is something. */
  @Nullable JsonNode find(Scope scope) {
    JsonNode at = context ? scope.context() : scope.input();
    for (var step : steps) {
      at =
          switch (step) {
            case String field -> at.get(field);
            case Integer index -> at.get(index);
            default -> throw new IllegalStateException("steps are names and indexes: " + step);
          };
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  @Override
  public JsonNode evaluate(Scope scope) throws StateError {
    var found = find(scope);
    if (found == null) {
      throw StateError.runtime(
          "The JSONPath '%s' could not be found in the input '%s'"
              .formatted(text, Json.write(scope.input())));
    }
    return found;
  }

  /** Whether a result can be put there: fields only, from {@code $}. */
  boolean isPlace() {
    return !context && steps.stream().allMatch(String.class::isInstance);
  }

  /** A copy of the input with a result put in this place, where objects are made as needed. */
  JsonNode put(JsonNode input, JsonNode result) throws StateError {
    if (steps.isEmpty()) {
      return result;
    }
    if (!(input instanceof ObjectNode)) {
      throw unfit(input);
    }
    ObjectNode copy = input.deepCopy();
    var at = copy;
    for (var step : steps.subList(0, steps.size() - 1)) {
      var inner = at.get((String) step);
      if (inner == null) {
        inner = at.putObject((String) step);
      }
      if (!(inner instanceof ObjectNode object)) {
        throw unfit(input);
      }
      at = object;
    }
    at.set((String) steps.getLast(), result);
    return copy;
  }

  private StateError unfit(JsonNode input) {
    return new StateError(
        "States.ResultPathMatchFailure",
        "Unable to apply ReferencePath %s to input %s".formatted(text, Json.write(input)));
  }
}
