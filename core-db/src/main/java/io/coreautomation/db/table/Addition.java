package io.coreautomation.db.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An addition as DynamoDB spells it: one update that also makes the row if there is none. */
record Addition(String text, Map<String, String> names, Map<String, AttributeValue> values) {
  static <R extends Record> Addition of(Write.Add<R> add) {
    var clauses = new ArrayList<String>();
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    values.put(":amount", AttributeValue.fromN(Long.toString(add.amount())));
    var item = add.type().item(add.whenAbsent());
    if (!item.containsKey(add.attribute())) {
      throw new IllegalArgumentException(
          add.type().type().getSimpleName() + " has no number '" + add.attribute() + "'");
    }
    item.forEach(
        (name, value) -> {
          if (name.equals(RowType.PARTITION) || name.equals(RowType.SORT)) {
            return;
          }
          var number = clauses.size();
          names.put("#a" + number, name);
          values.put(":a" + number, value);
          var kept = "if_not_exists(#a" + number + ", :a" + number + ")";
          clauses.add(
              "#a" + number + " = " + kept + (name.equals(add.attribute()) ? " + :amount" : ""));
        });
    return new Addition("SET " + String.join(", ", clauses), names, values);
  }
}
