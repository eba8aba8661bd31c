package io.coreautomation.simulator.cloudformation.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** A stack policy: which resources an update may not touch. */
final class StackPolicy {
  private final JsonNode statements;

  private StackPolicy(JsonNode policy) {
    this.statements = policy.path("Statement");
  }

  /** A blueprint in which what the policy denies fails. */
  static Blueprint applied(String text, Revision old, Blueprint blueprint) {
    if (text.isEmpty() || blueprint.missingExport() != null) {
      return blueprint;
    }
    var policy = new StackPolicy(Json.parse(text));
    var failures = new LinkedHashMap<>(blueprint.failures());
    blueprint
        .fates()
        .forEach(
            (id, fate) -> {
              var resource = blueprint.resources().get(id);
              var action =
                  switch (fate) {
                    case Blueprint.Fate.Modify _ -> "Update:Modify";
                    case Blueprint.Fate.Replace _ -> "Update:Replace";
                    case Blueprint.Fate.Create _, Blueprint.Fate.Keep _ -> "";
                  };
              if (resource != null && !action.isEmpty()) {
                policy.check(action, resource, failures);
              }
            });
    var denied = new LinkedHashMap<String, String>();
    for (var resource : old.resources().values()) {
      if (!blueprint.resources().containsKey(resource.logicalId())) {
        policy.check("Update:Delete", resource, denied);
      }
    }
    return new Blueprint(
        blueprint.resources(),
        blueprint.fates(),
        failures,
        blueprint.outputs(),
        blueprint.imports(),
        blueprint.children(),
        denied.isEmpty() ? null : String.join(" ", denied.values()));
  }

  private void check(
      String action, ResourceState resource, LinkedHashMap<String, String> failures) {
    if (!allows(action, resource)) {
      failures.put(
          resource.logicalId(),
          "Action denied by stack policy: Statement [#1] does not allow ["
              + action
              + "] for resource ["
              + resource.logicalId()
              + "]");
    }
  }

  private boolean allows(String action, ResourceState resource) {
    var allowed = false;
    for (var statement : statements) {
      if (fits(statement.path("Action"), action) && covers(statement, resource)) {
        if (statement.path("Effect").asText().equals("Deny")) {
          return false;
        }
        allowed = true;
      }
    }
    return allowed;
  }

  private static boolean covers(JsonNode statement, ResourceState resource) {
    var name = "LogicalResourceId/" + resource.logicalId();
    var types = statement.path("Condition").path("StringEquals").path("ResourceType");
    var typeFits = types.isMissingNode() || fits(types, resource.type());
    return typeFits
        && (statement.has("NotResource")
            ? !fits(statement.path("NotResource"), name)
            : fits(statement.path("Resource"), name));
  }

  private static boolean fits(JsonNode patterns, String value) {
    if (patterns.isArray()) {
      for (var pattern : patterns) {
        if (fits(pattern, value)) {
          return true;
        }
      }
      return false;
    }
    var parts = patterns.asText().split("\\*", -1);
    var regex = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
    }
    return value.matches(regex.toString());
  }
}
