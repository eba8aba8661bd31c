package io.coreautomation.simulator.iam;

import java.util.List;
import java.util.Map;

/**
 * A permission that a call needs.
 *
 * @param action as policies name it, which is not always the operation
 * @param resource an ARN, or {@code *} for an action that knows no resources
 * @param context the service's own condition keys
 */
public record Need(String action, String resource, Map<String, List<String>> context) {
  public Need {
    context = Map.copyOf(context);
  }

  public Need(String action, String resource) {
    this(action, resource, Map.of());
  }
}
