package io.coreautomation.simulator.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.iam.policy.PrincipalElement.Closeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param principal null in a policy that is attached to one
 */
record Statement(
    boolean allows,
    @Nullable PrincipalElement principal,
    Either actions,
    Either resources,
    List<Condition> conditions) {
  private static final Set<String> FIELDS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+");

  /** What is listed, or all but that. */
  record Either(boolean not, List<Glob> listed) {
    boolean holds(String value, AccessRequest request) {
      for (var glob : listed) {
        if (glob.matches(value, request)) {
          return !not;
        }
      }
      return not;
    }
  }

  boolean matches(AccessRequest request, String lowerAction) {
    return actions.holds(lowerAction, request)
        && resources.holds(request.resource(), request)
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  Closeness closeness(Requester requester) {
    return principal == null ? Closeness.ITSELF : principal.closeness(requester);
  }

  static Statement read(JsonNode node, PolicyDocument.Use use, boolean variables) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new MalformedPolicyException("Syntax errors in policy.");
              }
            });
    return new Statement(
        allows(node.path("Effect").asText()),
        principal(node, use),
        actions(node),
        resources(node, use, variables),
        conditions(node.path("Condition"), variables));
  }

  private static boolean allows(String effect) {
    return switch (effect) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw new MalformedPolicyException("Syntax errors in policy.");
    };
  }

  private static @Nullable PrincipalElement principal(JsonNode node, PolicyDocument.Use use) {
    var principal = node.get("Principal");
    var others = node.get("NotPrincipal");
    if (use == PolicyDocument.Use.ATTACHED) {
      if (principal != null || others != null) {
        throw new MalformedPolicyException("Policy document should not specify a principal.");
      }
      return null;
    }
    if ((principal == null) == (others == null)) {
      throw new MalformedPolicyException("Missing required field Principal");
    }
    return principal != null
        ? PrincipalElement.read(principal, false)
        : PrincipalElement.read(others, true);
  }

  private static Either actions(JsonNode node) {
    var not = node.has("NotAction");
    var listed = texts(node.path(not ? "NotAction" : "Action"));
    if (listed.isEmpty() || not && node.has("Action")) {
      throw new MalformedPolicyException("Policy statement must contain actions.");
    }
    for (var action : listed) {
      if (!ACTION.matcher(action).matches()) {
        throw new MalformedPolicyException(
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
      }
    }
    return new Either(
        not, listed.stream().map(a -> Glob.wild(a.toLowerCase(Locale.ROOT), false)).toList());
  }

  private static Either resources(JsonNode node, PolicyDocument.Use use, boolean variables) {
    var not = node.has("NotResource");
    var listed = texts(node.path(not ? "NotResource" : "Resource"));
    if (use == PolicyDocument.Use.TRUST) {
      if (!listed.isEmpty()) {
        throw new MalformedPolicyException("Has prohibited field Resource");
      }
      return new Either(true, List.of()); // the role that it belongs to, whichever that is
    }
    if (listed.isEmpty() || not && node.has("Resource")) {
      throw new MalformedPolicyException("Policy statement must contain resources.");
    }
    for (var resource : listed) {
      if (!resource.equals("*") && !resource.startsWith("arn:") && !resource.startsWith("*")) {
        throw new MalformedPolicyException(
            "Resource " + resource + " must be in ARN format or \"*\".");
      }
    }
    return new Either(not, listed.stream().map(r -> Glob.wild(r, variables)).toList());
  }

  private static List<Condition> conditions(JsonNode node, boolean variables) {
    var conditions = new ArrayList<Condition>();
    node.properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            conditions.add(
                                Condition.of(
                                    operator.getKey(),
                                    key.getKey(),
                                    texts(key.getValue()),
                                    variables))));
    return List.copyOf(conditions);
  }

  /** What stands for one text or a list of them. */
  static List<String> texts(JsonNode oneOrMany) {
    if (oneOrMany.isMissingNode()) {
      return List.of();
    }
    if (!oneOrMany.isArray()) {
      return List.of(text(oneOrMany));
    }
    var texts = new ArrayList<String>();
    oneOrMany.forEach(item -> texts.add(text(item)));
    return List.copyOf(texts);
  }

  private static String text(JsonNode node) {
    if (!node.isTextual() && !node.isBoolean() && !node.isNumber()) {
      throw new MalformedPolicyException("Syntax errors in policy.");
    }
    return node.asText();
  }
}
