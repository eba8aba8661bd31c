package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The values of a template's parameters, checked against their declarations. */
public final class ParameterValues {
  private ParameterValues() {}

  /** A parameter as a caller gives it. */
  public record Given(String name, @Nullable String value, boolean usePrevious) {}

  /**
   * A parameter of a stack.
   *
   * @param value as given; the name, for an SSM parameter type
   * @param resolved what stands behind the name, for an SSM parameter type; otherwise the value
   */
  public record Value(
      String name, String value, String resolved, boolean noEcho, boolean list, boolean ssm) {
    /** What {@code Ref} gives. */
    public JsonNode node() {
      if (!list) {
        return TextNode.valueOf(resolved);
      }
      var array = JsonNodeFactory.instance.arrayNode();
      if (!resolved.isEmpty()) {
        for (var item : resolved.split(",", -1)) {
          array.add(item.trim());
        }
      }
      return array;
    }
  }

  /**
   * Finds every parameter's value.
   *
   * @param previous of the stack; empty when it is new
   * @param ssm looks up an SSM parameter
   */
  public static Map<String, Value> resolve(
      Map<String, ParameterDeclaration> declared,
      List<Given> given,
      Map<String, Value> previous,
      Function<String, Optional<String>> ssm) {
    var byName = new LinkedHashMap<String, Given>();
    for (var parameter : given) {
      if (byName.put(parameter.name(), parameter) != null) {
        throw Refused.invalid(
            "Parameter values specified more than once for [" + parameter.name() + "]");
      }
    }
    var unknown = new TreeSet<>(byName.keySet());
    unknown.removeAll(declared.keySet());
    if (!unknown.isEmpty()) {
      throw Refused.invalid(
          "Parameters: [" + String.join(", ", unknown) + "] do not exist in the template");
    }
    var values = new LinkedHashMap<String, Value>();
    var missing = new ArrayList<String>();
    for (var parameter : declared.values()) {
      var text = text(parameter, byName.get(parameter.name()), previous);
      if (text.isEmpty()) {
        missing.add(parameter.name());
      } else {
        values.put(parameter.name(), value(parameter, text.get(), ssm));
      }
    }
    if (!missing.isEmpty()) {
      throw Refused.invalid("Parameters: [" + String.join(", ", missing) + "] must have values");
    }
    return values;
  }

  private static Optional<String> text(
      ParameterDeclaration parameter, @Nullable Given given, Map<String, Value> previous) {
    if (given != null && given.usePrevious()) {
      var old = previous.get(parameter.name());
      if (old == null) {
        throw Refused.invalid(
            "Invalid input for parameter key "
                + parameter.name()
                + ". Cannot specify usePreviousValue as true for a parameter key not in the"
                + " previous template");
      }
      return Optional.of(old.value());
    }
    if (given != null && given.value() != null) {
      return Optional.of(given.value());
    }
    return parameter.defaultValue();
  }

  private static Value value(
      ParameterDeclaration parameter, String text, Function<String, Optional<String>> ssm) {
    var resolved = text;
    if (parameter.isSsmParameter()) {
      resolved =
          ssm.apply(text)
              .orElseThrow(
                  () ->
                      Refused.invalid(
                          "Unable to fetch parameters ["
                              + text
                              + "] from parameter store for this account."));
    }
    check(parameter, text);
    var value =
        new Value(
            parameter.name(),
            text,
            resolved,
            parameter.noEcho(),
            parameter.isList(),
            parameter.isSsmParameter());
    if (parameter.valueType().equals("Number")) {
      number(parameter, resolved);
    } else if (parameter.valueType().equals("List<Number>")) {
      value.node().forEach(item -> number(parameter, item.asText()));
    }
    return value;
  }

  private static void check(ParameterDeclaration parameter, String text) {
    var items = parameter.isList() ? List.of(text.split("\\s*,\\s*", -1)) : List.of(text);
    var allowed = parameter.allowedValues();
    for (var item : items) {
      if (!allowed.isEmpty() && !allowed.contains(item)) {
        throw refused(
            parameter,
            "Parameter '" + parameter.name() + "' must be one of AllowedValues",
            "Parameter '" + parameter.name() + "' failed to satisfy constraint: ");
      }
    }
    if (!parameter.allowedPattern().isEmpty() && !matches(parameter, items)) {
      throw refused(
          parameter,
          "Parameter '" + parameter.name() + "' must match pattern " + parameter.allowedPattern(),
          "Parameter '" + parameter.name() + "' failed to satisfy constraint: ");
    }
    parameter
        .limit("MinLength")
        .filter(least -> text.length() < Integer.parseInt(least))
        .ifPresent(
            least -> {
              throw refused(
                  parameter,
                  "Parameter '"
                      + parameter.name()
                      + "' must contain at least "
                      + least
                      + " characters",
                  "Parameter '" + parameter.name() + "' failed to satisfy constraint: ");
            });
    parameter
        .limit("MaxLength")
        .filter(most -> text.length() > Integer.parseInt(most))
        .ifPresent(
            most -> {
              throw refused(
                  parameter,
                  "Parameter '"
                      + parameter.name()
                      + "' must contain at most "
                      + most
                      + " characters",
                  "Parameter '" + parameter.name() + "' failed to satisfy constraint: ");
            });
  }

  private static boolean matches(ParameterDeclaration parameter, List<String> items) {
    try {
      var pattern = Pattern.compile(parameter.allowedPattern());
      return items.stream().allMatch(item -> pattern.matcher(item).matches());
    } catch (PatternSyntaxException e) {
      throw Refused.format(
          "AllowedPattern of parameter '"
              + parameter.name()
              + "' is not a valid regular expression");
    }
  }

  private static void number(ParameterDeclaration parameter, String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text.trim());
    } catch (NumberFormatException e) {
      throw Refused.invalid("Parameter '" + parameter.name() + "' must be a number");
    }
    parameter
        .limit("MinValue")
        .filter(least -> number.compareTo(new BigDecimal(least)) < 0)
        .ifPresent(
            least -> {
              throw refused(
                  parameter,
                  "Parameter '" + parameter.name() + "' must be a number not less than " + least,
                  "Parameter '" + parameter.name() + "' failed to satisfy constraint: ");
            });
    parameter
        .limit("MaxValue")
        .filter(most -> number.compareTo(new BigDecimal(most)) > 0)
        .ifPresent(
            most -> {
              throw refused(
                  parameter,
                  "Parameter '" + parameter.name() + "' must be a number not greater than " + most,
                  "Parameter '" + parameter.name() + "' failed to satisfy constraint: ");
            });
  }

  private static RuntimeException refused(
      ParameterDeclaration parameter, String plain, String described) {
    var description = parameter.body().path("ConstraintDescription").asText("");
    return Refused.invalid(description.isEmpty() ? plain : described + description);
  }
}
