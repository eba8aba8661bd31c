package io.coreautomation.simulator.iam.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What somebody wants to do: the request context of policy evaluation.
 *
 * @param action such as {@code cloudformation:CreateStack}
 * @param resource an ARN, or {@code *} for an action that knows no resources
 * @param context the values of condition keys; the keys in any case. What follows from the
 *     requester is there by itself
 */
public record AccessRequest(
    Requester requester, String action, String resource, Map<String, List<String>> context) {
  public AccessRequest {
    var keys = new HashMap<String, List<String>>();
    context.forEach((key, values) -> keys.put(lower(key), List.copyOf(values)));
    if (!requester.accountId().isEmpty()) {
      keys.putIfAbsent("aws:principalaccount", List.of(requester.accountId()));
      keys.putIfAbsent("aws:principalarn", List.of(requester.principalArn()));
      keys.putIfAbsent("aws:principaltype", List.of(requester.type()));
    }
    if (requester instanceof Requester.User user) {
      keys.putIfAbsent(
          "aws:username", List.of(user.arn().substring(user.arn().lastIndexOf('/') + 1)));
    }
    keys.putIfAbsent(
        "aws:principalisawsservice",
        List.of(String.valueOf(requester instanceof Requester.Service)));
    context = Map.copyOf(keys);
  }

  public AccessRequest(Requester requester, String action, String resource) {
    this(requester, action, resource, Map.of());
  }

  /** The values of a condition key, in any case; none if the request does not have it. */
  public List<String> values(String key) {
    return context.getOrDefault(lower(key), List.of());
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
