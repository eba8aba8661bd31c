package io.coreautomation.framework.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.problem.Source;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an expression may yield: text, numbers, truth values, and lists and maps of these. */
final class Values {
  private Values() {}

  /** As text, which lists and maps have none of. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth.toString();
      case Long number -> number.toString();
      case Integer number -> number.toString();
      case Number number -> decimal(number).toPlainString();
      case List<?> _ ->
          throw new RefusedValueException(
              "it is a list, which cannot stand inside text", "Write {{ … | join(',') }}.");
      case Map<?, ?> map ->
          throw new RefusedValueException(
              "it is a map, which cannot stand inside text",
              "Name one of its parts: "
                  + String.join(
                      ", ", map.keySet().stream().map(String::valueOf).sorted().limit(12).toList())
                  + ".");
      case null ->
          throw new RefusedValueException(
              "it has no value", "Give it a default: {{ … |" + " default('…') }}.");
      default -> throw new RefusedValueException("it has no text", "Use another variable.");
    };
  }

  static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> NullNode.instance;
      case Boolean truth -> BooleanNode.valueOf(truth);
      case Long number when Math.abs(number) <= 1L << 53 -> LongNode.valueOf(number);
      case Integer number -> LongNode.valueOf(number);
      case List<?> list -> {
        var array = JsonNodeFactory.instance.arrayNode();
        list.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, item) -> object.set(String.valueOf(key), json(item)));
        yield object;
      }
      default -> TextNode.valueOf(text(value));
    };
  }

  /** As a part of a document, all of it standing where the expression stood. */
  static Node node(@Nullable Object value, Source source, UnaryOperator<String> quote) {
    return switch (value) {
      case List<?> list ->
          new Node.Sequence(list.stream().map(item -> node(item, source, quote)).toList(), source);
      case Map<?, ?> map -> {
        var entries = new LinkedHashMap<String, Node.Entry>();
        map.forEach(
            (key, item) ->
                entries.put(
                    String.valueOf(key),
                    new Node.Entry(String.valueOf(key), source, node(item, source, quote))));
        yield new Node.Mapping(entries, source);
      }
      case String text -> Node.Scalar.text(quote.apply(text), source);
      case Boolean truth -> new Node.Scalar(truth, text(truth), source);
      case Integer number -> new Node.Scalar(number.longValue(), text(number), source);
      case Long number -> new Node.Scalar(number, text(number), source);
      case Number number -> new Node.Scalar(decimal(number), text(number), source);
      case null, default -> Node.Scalar.text(text(value), source); // refuses
    };
  }

  private static BigDecimal decimal(Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw new RefusedValueException(number + " is no number", "Divide by something else.");
    }
  }
}
