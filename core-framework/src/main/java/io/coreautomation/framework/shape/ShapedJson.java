package io.coreautomation.framework.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Node.Sequence;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;

/**
 * A document as JSON in the one form that its shape has, whichever its author has chosen: fields
 * under their names, lists as lists, numbers as numbers. For readers that know no shapes.
 */
public final class ShapedJson {
  private ShapedJson() {}

  /** Writes a document that fits its shape, which {@link ShapeCheck} tells. */
  public static JsonNode of(Shape shape, Node node) {
    return switch (shape) {
      case Shape.Anything _ -> Nodes.json(node);
      case Shape.Text _, Shape.Time _ -> TextNode.valueOf(((Scalar) node).text());
      case Shape.Whole _ -> LongNode.valueOf(Long.parseLong(((Scalar) node).text()));
      case Shape.Truth _ -> BooleanNode.valueOf(Boolean.parseBoolean(((Scalar) node).text()));
      case Shape.Choice choice -> {
        var written = Field.fold(((Scalar) node).text());
        yield TextNode.valueOf(
            choice.words().stream()
                .filter(word -> Field.fold(word).equals(written))
                .findFirst()
                .orElseThrow());
      }
      case Shape.ListOf list -> {
        var array = Json.object().arrayNode();
        if (node instanceof Sequence sequence) {
          sequence.items().forEach(item -> array.add(of(list.items(), item)));
        } else {
          array.add(of(list.items(), node));
        }
        yield array;
      }
      case Shape.MapOf map -> {
        var object = Json.object();
        ((Mapping) node)
            .entries()
            .forEach((key, entry) -> object.set(key, of(map.values(), entry.value())));
        yield object;
      }
      case Shape.Fields fields -> {
        var object = Json.object();
        if (node instanceof Mapping map) {
          map.entries().values().stream()
              .filter(entry -> !Nodes.isNull(entry.value()))
              .forEach(
                  entry -> {
                    var field = fields.named(entry.key()).orElseThrow();
                    object.set(field.name(), of(field.shape(), entry.value()));
                  });
        } else {
          var field = fields.shortField().orElseThrow();
          object.set(field.name(), of(field.shape(), node));
        }
        yield object;
      }
    };
  }
}
