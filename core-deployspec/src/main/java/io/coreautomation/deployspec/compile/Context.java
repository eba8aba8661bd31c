package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.BranchName;
import io.coreautomation.framework.rendering.Unavailable;
import io.coreautomation.framework.task.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that expressions may use: plain maps, lists, texts and numbers. {@code account} and
 * {@code region} are there only once an action has a target.
 */
final class Context {
  private static final Unavailable NO_TARGET =
      new Unavailable(
          "'account' and 'region' are known only in the params of an action with a target",
          "Use {{ accounts.name }} here, or write the value out.");

  private final RegistryFacts facts;
  private final Map<String, Object> names;
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<Target, Map<String, Object>> atTargets = new HashMap<>();

  Context(Deployment deployment, RegistryFacts facts) {
    this.facts = facts;
    this.names = new LinkedHashMap<>(names(deployment, facts));
    facts.accounts().forEach(account -> accounts.put(account.id(), account));
  }

  /** Adds the document's variables. */
  void variables(Map<String, Object> variables) {
    names.put("variables", variables);
    atTargets.clear();
  }

  /** Outside of params. */
  Map<String, Object> names() {
    return names;
  }

  /** In the params of an action in a target, or in none. */
  Map<String, Object> names(@Nullable Target target) {
    return target == null ? names : atTargets.computeIfAbsent(target, this::at);
  }

  private Map<String, Object> at(Target target) {
    var all = new LinkedHashMap<>(names);
    var account = accounts.get(target.account());
    var about = new LinkedHashMap<String, Object>();
    about.put("id", target.account());
    if (account != null) {
      about.put("name", account.name());
      about.put("tags", account.tags());
      about.put(
          "ou",
          account.ou() == null
              ? new Unavailable(
                  "the account '" + account.name() + "' is in no organizational unit",
                  "Register it with its 'ou'.")
              : account.ou());
    }
    all.put("account", about);
    all.put("region", Map.of("name", target.region(), "index", index(target.region())));
    return all;
  }

  private Object index(String region) {
    var zone = facts.zone();
    if (zone == null) {
      return new Unavailable(
          "'region.index' is the position of a region in its zone, but the app has no zone",
          "Register the app with a 'zone'.");
    }
    var index = zone.regions().indexOf(region);
    return index >= 0
        ? (Object) (long) index
        : new Unavailable(
            "'region.index' of "
                + region
                + " is not known: the zone '"
                + zone.name()
                + "' has the"
                + " regions "
                + String.join(", ", zone.regions()),
            "Add the region at their end.");
  }

  private static Map<String, Object> names(Deployment deployment, RegistryFacts facts) {
    var at = deployment.coordinates();
    var names = new LinkedHashMap<String, Object>();
    names.put("client", part("name", at.client(), "homeRegion", facts.client().homeRegion()));
    var portfolio = facts.portfolio();
    names.put(
        "portfolio",
        part("name", at.portfolio(), "owner", portfolio == null ? null : portfolio.owner()));
    text(names, "Client", at.client());
    text(names, "Portfolio", at.portfolio());
    text(names, "Scope", at.scope().label());
    if (at.app() != null) {
      var app = part("name", at.app(), "portfolio", at.portfolio());
      var zone = facts.zone();
      if (zone != null) {
        app.put("zone", zone.name());
      }
      names.put("app", app);
      names.put("App", at.app());
    }
    if (at.branch() != null) {
      var shortName = BranchName.shortName(at.branch());
      names.put("branch", part("name", at.branch(), "shortName", shortName));
      names.put("Branch", at.branch());
      names.put("BranchShortName", shortName);
    }
    text(names, "build", at.build());
    text(names, "Build", at.build());
    text(names, "environment", deployment.environment());
    text(names, "Environment", deployment.environment());
    text(names, "dataCenter", deployment.dataCenter());
    text(names, "DataCenter", deployment.dataCenter());
    names.put("zone", zone(facts));
    names.put("account", NO_TARGET);
    names.put("region", NO_TARGET);
    var ids = new LinkedHashMap<String, Object>();
    facts.accounts().forEach(account -> ids.put(account.name(), account.id()));
    names.put("accounts", ids);
    names.put("variables", Map.of());
    names.put("facts", merged(facts));
    return names;
  }

  private static Object zone(RegistryFacts facts) {
    var zone = facts.zone();
    if (zone == null) {
      return new Unavailable("the app has no zone", "Register the app with a 'zone'.");
    }
    var about = part("name", zone.name(), "account", zone.account());
    about.put("regions", zone.regions());
    return about;
  }

  /** The nearer wins: client, zone, portfolio, app. */
  private static Map<String, Object> merged(RegistryFacts facts) {
    var merged = new LinkedHashMap<String, Object>();
    put(merged, facts.client().facts());
    if (facts.zone() != null) {
      put(merged, facts.zone().facts());
    }
    if (facts.portfolio() != null) {
      put(merged, facts.portfolio().facts());
    }
    if (facts.app() != null) {
      put(merged, facts.app().facts());
    }
    return merged;
  }

  private static void put(Map<String, Object> merged, Map<String, JsonNode> facts) {
    facts.forEach((name, value) -> merged.put(name, plain(value)));
  }

  private static void text(Map<String, Object> names, String name, @Nullable String value) {
    if (value != null) {
      names.put(name, value);
    }
  }

  private static Map<String, Object> part(
      String first, String value, String second, @Nullable String other) {
    var part = new LinkedHashMap<String, Object>();
    part.put(first, value);
    text(part, second, other);
    return part;
  }

  /** JSON as plain values; a number that is no integer is text, as in all our formats. */
  static @Nullable Object plain(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        json.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        json.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> json.canConvertToExactIntegral() ? (Object) json.longValue() : json.asText();
      case NULL, MISSING -> null;
      default -> json.asText();
    };
  }
}
