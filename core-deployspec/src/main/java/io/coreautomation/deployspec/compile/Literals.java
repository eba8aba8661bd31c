package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.shape.Shape;
import java.util.function.Function;

/**
 * Params as compiled JSON: fields under their canonical names, values as their shape wants them,
 * keys of the author's escaped.
 */
final class Literals {
  private final Function<Scalar, JsonNode> text;

  /**
   * A writer.
   *
   * @param text makes JSON of a text: literal, or an expression where it refers to something
   */
  Literals(Function<Scalar, JsonNode> text) {
    this.text = text;
  }

  /** One value; what does not fit its shape was reported before. */
  JsonNode json(Shape shape, Node node) {
    if (Nodes.isNull(node)) {
      return NullNode.instance;
    }
    return switch (shape) {
      case Shape.Fields fields when node instanceof Mapping map -> {
        var object = Json.object();
        for (var entry : map.entries().values()) {
          fields
              .named(entry.key())
              .filter(_ -> !Nodes.isNull(entry.value()))
              .ifPresent(field -> object.set(field.name(), json(field.shape(), entry.value())));
        }
        yield object;
      }
      case Shape.MapOf values when node instanceof Mapping map -> {
        var object = Json.object();
        map.entries()
            .forEach(
                (key, entry) ->
                    object.set(Expressions.storedKey(key), json(values.values(), entry.value())));
        yield object;
      }
      case Shape.ListOf list -> {
        var array = Json.object().arrayNode();
        if (node instanceof Node.Sequence sequence) {
          sequence.items().forEach(item -> array.add(json(list.items(), item)));
        } else {
          array.add(json(list.items(), node));
        }
        yield array;
      }
      case Shape.Whole _ when isNumber(node) ->
          LongNode.valueOf(Long.parseLong(((Scalar) node).text()));
      case Shape.Truth _ when isTruth(node) ->
          BooleanNode.valueOf(Boolean.parseBoolean(((Scalar) node).text()));
      case Shape.Text _ when node instanceof Scalar scalar -> text.apply(scalar);
      case Shape.Time _ when node instanceof Scalar scalar -> text.apply(scalar);
      case Shape.Choice _ when node instanceof Scalar scalar -> text.apply(scalar);
      default -> any(node);
    };
  }

  /** Whatever there is, with its references. */
  JsonNode any(Node node) {
    return switch (node) {
      case Scalar scalar when scalar.value() instanceof String -> text.apply(scalar);
      case Scalar scalar -> Nodes.json(scalar);
      case Node.Sequence list -> {
        var array = Json.object().arrayNode();
        list.items().forEach(item -> array.add(any(item)));
        yield array;
      }
      case Mapping map -> {
        var object = Json.object();
        map.entries()
            .forEach((key, entry) -> object.set(Expressions.storedKey(key), any(entry.value())));
        yield object;
      }
    };
  }

  /** A document from a file: nothing in it is a reference. */
  static JsonNode verbatim(Node node) {
    return new Literals(scalar -> TextNode.valueOf(scalar.text())).any(node);
  }

  private static boolean isNumber(Node node) {
    return node instanceof Scalar scalar && scalar.text().matches("-?[0-9]{1,9}");
  }

  private static boolean isTruth(Node node) {
    return node instanceof Scalar scalar && scalar.text().matches("true|false");
  }
}
