package io.coreautomation.framework.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;

/**
 * Writes a shape as JSON Schema, draft 2020-12, for editors and for who validates on the other
 * side.
 */
public final class JsonSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchema() {}

  /** A whole schema document. */
  public static ObjectNode document(String id, Shape shape) {
    var schema = Json.object().put("$schema", DRAFT).put("$id", id);
    schema.setAll(of(shape));
    return schema;
  }

  /** The part of a schema that says what {@code shape} does. */
  public static ObjectNode of(Shape shape) {
    var schema = Json.object();
    switch (shape) {
      // Numbers and truth values are read as text where text is wanted, as in CloudFormation's
      // parameters.
      case Shape.Text _ -> schema.putArray("type").add("string").add("number").add("boolean");
      case Shape.Whole _ -> schema.put("type", "integer");
      case Shape.Truth _ -> schema.put("type", "boolean");
      case Shape.Time _ -> schema.put("type", "string").put("pattern", "^([0-9]+[smhd]|P.+)$");
      case Shape.Choice choice -> {
        var words = schema.putArray("enum");
        choice.words().forEach(words::add);
      }
      case Shape.ListOf list -> {
        var forms = schema.putArray("anyOf");
        forms.addObject().put("type", "array").set("items", of(list.items()));
        forms.add(of(list.items()));
      }
      case Shape.MapOf map ->
          schema.put("type", "object").set("additionalProperties", of(map.values()));
      case Shape.Fields fields -> {
        if (fields.shortField().isPresent()) {
          var forms = schema.putArray("anyOf");
          forms.add(of(fields.shortField().get().shape()));
          fields(fields, forms.addObject());
        } else {
          fields(fields, schema);
        }
      }
      case Shape.Anything _ -> {}
    }
    return schema;
  }

  private static void fields(Shape.Fields shape, ObjectNode schema) {
    schema.put("type", "object");
    if (!shape.doc().isEmpty()) {
      schema.put("description", shape.doc());
    }
    var properties = schema.putObject("properties");
    for (var field : shape.fields()) {
      var property = of(field.shape());
      if (!field.doc().isEmpty()) {
        property.put("description", field.doc());
      }
      properties.set(field.name(), property);
    }
    var required = shape.fields().stream().filter(Field::required).map(Field::name).toList();
    if (!required.isEmpty()) {
      var names = schema.putArray("required");
      required.forEach(names::add);
    }
    schema.put("additionalProperties", false);
  }
}
