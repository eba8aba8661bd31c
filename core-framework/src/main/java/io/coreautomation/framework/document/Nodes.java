package io.coreautomation.framework.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Node.Sequence;
import io.coreautomation.framework.problem.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Between nodes, which have places, and JSON trees, which have none. */
public final class Nodes {
  private static final long MAX_SAFE_INTEGER = 1L << 53;

  private Nodes() {}

  public static boolean isNull(Node node) {
    return node instanceof Scalar scalar && scalar.isNull();
  }

  /**
   * As JSON. Integers within ±2^53 are numbers; every other number is text, spelled as it was
   * written, as our formats have no other numbers.
   */
  public static JsonNode json(Node node) {
    return switch (node) {
      case Scalar scalar ->
          switch (scalar.value()) {
            case null -> NullNode.instance;
            case Boolean truth -> BooleanNode.valueOf(truth);
            case Long number when Math.abs(number) <= MAX_SAFE_INTEGER -> number(number);
            default -> TextNode.valueOf(scalar.text());
          };
      case Sequence list -> {
        var array = new ArrayNode(JsonNodeFactory.instance, list.items().size());
        list.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Mapping map -> {
        var object = new ObjectNode(JsonNodeFactory.instance);
        map.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
        yield object;
      }
    };
  }

  /**
   * As Jackson reads it back: to it, an {@code int} and a {@code long} of one value are not equal.
   */
  private static JsonNode number(long number) {
    return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }

  /** A JSON tree as nodes that all stand at one place. */
  public static Node of(JsonNode json, Source source) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        var entries = new LinkedHashMap<String, Node.Entry>();
        json.properties()
            .forEach(
                field ->
                    entries.put(
                        field.getKey(),
                        new Node.Entry(field.getKey(), source, of(field.getValue(), source))));
        yield new Mapping(entries, source);
      }
      case ARRAY -> {
        var items = new ArrayList<Node>();
        json.forEach(item -> items.add(of(item, source)));
        yield new Sequence(items, source);
      }
      case BOOLEAN -> new Scalar(json.booleanValue(), json.asText(), source);
      case NUMBER ->
          new Scalar(
              json.isIntegralNumber() ? JsonTree.fit(json.bigIntegerValue()) : json.decimalValue(),
              json.asText(),
              source);
      case NULL, MISSING -> new Scalar(null, "null", source);
      default -> Scalar.text(json.asText(), source);
    };
  }

  /**
   * Whether a map is what YAML makes of {@code {{ name }}} without quotes: a map with an empty
   * value.
   */
  public static boolean looksLikeBareBraces(Mapping map) {
    return map.entries().size() == 1
        && map.entries().values().stream().allMatch(entry -> isNull(entry.value()));
  }
}
