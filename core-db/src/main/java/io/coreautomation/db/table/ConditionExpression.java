package io.coreautomation.db.table;

import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Conditions as DynamoDB spells them. */
record ConditionExpression(Expression expression) {
  /** Nothing, if there are no conditions. */
  static Optional<ConditionExpression> of(List<Condition> conditions) {
    if (conditions.isEmpty()) {
      return Optional.empty();
    }
    var clauses = new ArrayList<String>();
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    for (var condition : conditions) {
      var number = clauses.size();
      switch (condition) {
        case Condition.NotExists _ -> {
          clauses.add("attribute_not_exists(#c" + number + ")");
          names.put("#c" + number, RowType.PARTITION);
        }
        case Condition.VersionIs(long version) -> {
          clauses.add("#c" + number + " = :c" + number);
          names.put("#c" + number, RowType.VERSION);
          values.put(":c" + number, AttributeValue.fromN(Long.toString(version)));
        }
        case Condition.VersionAtMost(long version) -> {
          clauses.add(
              "(attribute_not_exists(#p" + number + ") OR #c" + number + " <= :c" + number + ")");
          names.put("#p" + number, RowType.PARTITION);
          names.put("#c" + number, RowType.VERSION);
          values.put(":c" + number, AttributeValue.fromN(Long.toString(version)));
        }
        case Condition.AttributeEquals(String name, Object value) -> {
          clauses.add("#c" + number + " = :c" + number);
          names.put("#c" + number, name);
          values.put(":c" + number, ItemJson.value(Json.tree(value)));
        }
      }
    }
    return Optional.of(
        new ConditionExpression(
            Expression.builder()
                .expression(String.join(" AND ", clauses))
                .expressionNames(names)
                .expressionValues(values)
                .build()));
  }

  String text() {
    return expression.expression();
  }

  Map<String, String> names() {
    return expression.expressionNames();
  }

  /** Null where there are none: DynamoDB refuses an empty map. */
  @Nullable Map<String, AttributeValue> values() {
    var values = expression.expressionValues();
    return values == null || values.isEmpty() ? null : values;
  }
}
