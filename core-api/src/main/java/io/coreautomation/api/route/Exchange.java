package io.coreautomation.api.route;

import io.coreautomation.framework.coordinates.RunId;
import java.util.Map;

/**
 * A request on its route.
 *
 * @param correlationId under which its story is found in the logs; a task's run has it as its id
 *     unless the task says another
 * @param variables of the route's pattern
 */
public record Exchange(ApiRequest request, RunId correlationId, Map<String, String> variables) {
  public Exchange {
    variables = Map.copyOf(variables);
  }

  /** The value of a variable of the pattern. */
  public String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }
}
