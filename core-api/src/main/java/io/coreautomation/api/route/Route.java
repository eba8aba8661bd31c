package io.coreautomation.api.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One line of the route table.
 *
 * @param method in upper case
 * @param pattern such as {@code /v1/runs/{run}}: a variable is a whole segment
 * @param name of the operation, for documents and metrics
 * @param verb that a grant must allow; empty for an operation that tells nothing of anybody, {@link
 *     #OF_THE_TASK} for one that says it in its body
 * @param consumes media types that its body may have; empty for an operation without a body
 * @param operation answers it
 */
public record Route(
    String method,
    String pattern,
    String name,
    String verb,
    List<String> consumes,
    Function<Exchange, ApiResponse> operation) {
  public static final String OF_THE_TASK = "(the task's)";

  public Route {
    consumes = List.copyOf(consumes);
  }

  /** The variables, if the path is one of this route's. */
  Optional<Map<String, String>> match(String path) {
    var wanted = pattern.split("/", -1);
    var given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        if (given[i].isEmpty()) {
          return Optional.empty();
        }
        variables.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
