package io.coreautomation.deployspec.name;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Node.Sequence;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text in a template as it will read in one stack, where that is known before there is one.
 *
 * @param parameters as compiled: what only the run knows is no text
 * @param defaults of the template's parameters
 */
record KnownText(
    Target target, @Nullable String stackName, JsonNode parameters, Map<String, String> defaults) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  Optional<String> of(Node node) {
    return switch (node) {
      case Scalar scalar -> Optional.of(scalar.text());
      case Sequence _ -> Optional.empty();
      case Mapping map -> map.entries().size() == 1 ? function(map) : Optional.empty();
    };
  }

  private Optional<String> function(Mapping map) {
    var call = map.entries().values().iterator().next();
    return switch (call.key()) {
      case "Ref" -> call.value() instanceof Scalar name ? ref(name.text()) : Optional.empty();
      case "Fn::Sub" ->
          call.value() instanceof Scalar text ? substituted(text.text()) : Optional.empty();
      case "Fn::Join" -> call.value() instanceof Sequence list ? joined(list) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<String> ref(String name) {
    return switch (name) {
      case "AWS::Region" -> Optional.of(target.region());
      case "AWS::AccountId" -> Optional.of(target.account());
      case "AWS::StackName" -> Optional.ofNullable(stackName);
      default -> {
        var given = parameters.path(name);
        yield given.isMissingNode()
            ? Optional.ofNullable(defaults.get(name))
            : Optional.ofNullable(given.textValue());
      }
    };
  }

  private Optional<String> substituted(String text) {
    var variables = VARIABLE.matcher(text);
    var known = new StringBuilder();
    while (variables.find()) {
      var name = variables.group(1);
      var value =
          name.startsWith("!") ? Optional.of("${" + name.substring(1) + "}") : ref(name.strip());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      variables.appendReplacement(known, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(variables.appendTail(known).toString());
  }

  private Optional<String> joined(Sequence call) {
    if (call.items().size() != 2
        || !(call.items().get(0) instanceof Scalar between)
        || !(call.items().get(1) instanceof Sequence parts)) {
      return Optional.empty();
    }
    var texts = parts.items().stream().map(this::of).toList();
    return texts.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            String.join(between.text(), texts.stream().map(Optional::orElseThrow).toList()))
        : Optional.empty();
  }
}
