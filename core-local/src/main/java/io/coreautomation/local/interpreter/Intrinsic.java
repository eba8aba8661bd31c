package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call of one of the functions of the States Language that our file uses. */
record Intrinsic(Function function, List<Expression> arguments) implements Expression {
  enum Function {
    FORMAT("States.Format", 1, Integer.MAX_VALUE),
    ARRAY_GET_ITEM("States.ArrayGetItem", 2, 2),
    STRING_SPLIT("States.StringSplit", 2, 2);

    private final String spelling;
    private final int fewest;
    private final int most;

    Function(String spelling, int fewest, int most) {
      this.spelling = spelling;
      this.fewest = fewest;
      this.most = most;
    }
  }

  Intrinsic {
    arguments = List.copyOf(arguments);
    if (arguments.size() < function.fewest || arguments.size() > function.most) {
      throw new IllegalArgumentException(
          "%s does not take %d arguments".formatted(function.spelling, arguments.size()));
    }
  }

  /**
   * @throws IllegalArgumentException if it is no call, or one of a function that is not known here
   */
  static Expression parse(String text) {
    var reader = new Reader(text);
    var call = reader.expression();
    reader.end();
    return call;
  }

  @Override
  public JsonNode evaluate(Scope scope) throws StateError {
    var values = new ArrayList<JsonNode>();
    for (var argument : arguments) {
      values.add(argument.evaluate(scope));
    }
    return switch (function) {
      case FORMAT -> format(values);
      case ARRAY_GET_ITEM -> item(values.get(0), values.get(1));
      case STRING_SPLIT -> split(values.get(0), values.get(1));
    };
  }

  private static JsonNode format(List<JsonNode> values) throws StateError {
    var parts = values.getFirst().asText().split("\\{}", -1);
    if (parts.length != values.size()) {
      throw failure("States.Format has as many arguments as places", values.getFirst());
    }
    var text = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      var value = values.get(i);
      text.append(value.isTextual() ? value.textValue() : Json.write(value)).append(parts[i]);
    }
    return TextNode.valueOf(text.toString());
  }

  private static JsonNode item(JsonNode array, JsonNode index) throws StateError {
    var item = array.isArray() && index.isInt() ? array.get(index.intValue()) : null;
    if (item == null) {
      throw failure("States.ArrayGetItem found no item " + index, array);
    }
    return item;
  }

  /** Any of the characters splits; empty parts are left out, as Step Functions does. */
  private static JsonNode split(JsonNode text, JsonNode characters) throws StateError {
    if (!text.isTextual() || !characters.isTextual()) {
      throw failure("States.StringSplit takes two texts", text);
    }
    var parts = JsonNodeFactory.instance.arrayNode();
    var any = "[" + Pattern.quote(characters.textValue()) + "]";
    for (var part : text.textValue().split(any, -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static StateError failure(String what, JsonNode value) {
    return new StateError("States.IntrinsicFailure", what + ": " + Json.write(value));
  }

  private static final class Reader {
    private static final Pattern NAME = Pattern.compile("States\\.[A-Za-z0-9]+(?=\\()");
    private static final Pattern PATH = Pattern.compile("\\$[^,()\\s]*");
    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Expression expression() {
      skipSpace();
      var name = next(NAME);
      if (name != null) {
        return call(name);
      }
      var path = next(PATH);
      if (path != null) {
        return ReferencePath.parse(path);
      }
      var quoted = next(TEXT);
      if (quoted != null) {
        var inner = quoted.substring(1, quoted.length() - 1);
        return new Literal(TextNode.valueOf(inner.replaceAll("\\\\(.)", "$1")));
      }
      var number = next(NUMBER);
      if (number != null) {
        return new Literal(JsonNodeFactory.instance.numberNode(Integer.parseInt(number)));
      }
      throw unreadable();
    }

    private Expression call(String name) {
      for (var function : Function.values()) {
        if (function.spelling.equals(name)) {
          return new Intrinsic(function, arguments());
        }
      }
      throw new IllegalArgumentException("the function " + name + " is not supported");
    }

    private List<Expression> arguments() {
      var arguments = new ArrayList<Expression>();
      take('(');
      do {
        arguments.add(expression());
        skipSpace();
      } while (isTaken(','));
      take(')');
      return arguments;
    }

    void end() {
      skipSpace();
      if (at < text.length()) {
        throw unreadable();
      }
    }

    private void take(char expected) {
      if (!isTaken(expected)) {
        throw unreadable();
      }
    }

    private boolean isTaken(char expected) {
      var taken = at < text.length() && text.charAt(at) == expected;
      at += taken ? 1 : 0;
      return taken;
    }

    private void skipSpace() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }

    private @Nullable String next(Pattern token) {
      var matcher = token.matcher(text).region(at, text.length());
      if (!matcher.lookingAt()) {
        return null;
      }
      at = matcher.end();
      return matcher.group();
    }

    private IllegalArgumentException unreadable() {
      return new IllegalArgumentException(
          "'%s' cannot be read from its character %d on".formatted(text, at + 1));
    }
  }
}
