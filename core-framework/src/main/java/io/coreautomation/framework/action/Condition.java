package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;

/**
 * Whether an action runs, as only the run can tell.
 *
 * @param expression over the names in {@code values}
 * @param values by name: literals, or {@code {"$expr":[…]}} as in params
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Condition(String expression, ObjectNode values) {
  public Condition {
    values = values == null ? Json.object() : values.deepCopy();
  }

  /** A copy: lists are immutable. */
  @Override
  public ObjectNode values() {
    return values.deepCopy();
  }

  public boolean holds(java.util.Map<String, ?> known) {
    return known.isEmpty();
  }
}
