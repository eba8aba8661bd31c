package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.rendering.ConditionExpression;
import java.util.Map;

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

  /**
   * Whether it holds.
   *
   * @param known what {@link #values} are to the run: texts by name, or {@link
   *     io.coreautomation.framework.rendering.Unavailable} for one that the run does not have,
   *     which is an error only if the expression needs it and gives no default
   * @throws io.coreautomation.framework.problem.ProblemException {@code CONDITION_INVALID}, without
   *     a place, if that cannot be said: then the action has failed
   */
  public boolean holds(Map<String, ?> known) {
    return ConditionExpression.parse(expression).holds(known);
  }
}
