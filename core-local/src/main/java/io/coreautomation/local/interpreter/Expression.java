package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;

/** What stands for a value in a state machine, and has one once the input is known. */
sealed interface Expression
    permits Expression.Literal, ReferencePath, Intrinsic, Expression.Fields, Expression.Items {
  JsonNode evaluate(Scope scope) throws StateError;

  /**
   * What an expression can refer to.
   *
   * @param input {@code $}
   * @param context {@code $$}
   */
  record Scope(JsonNode input, JsonNode context) {}

  record Literal(JsonNode value) implements Expression {
    @Override
    public JsonNode evaluate(Scope scope) {
      return value;
    }
  }

  /** An object of a payload template, its keys without their {@code .$}. */
  record Fields(Map<String, Expression> fields) implements Expression {
    @Override
    public JsonNode evaluate(Scope scope) throws StateError {
      var object = Json.object();
      for (var field : fields.entrySet()) {
        object.set(field.getKey(), field.getValue().evaluate(scope));
      }
      return object;
    }
  }

  record Items(List<Expression> items) implements Expression {
    @Override
    public JsonNode evaluate(Scope scope) throws StateError {
      var array = JsonNodeFactory.instance.arrayNode();
      for (var item : items) {
        array.add(item.evaluate(scope));
      }
      return array;
    }
  }
}
