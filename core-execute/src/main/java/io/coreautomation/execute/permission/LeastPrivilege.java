package io.coreautomation.execute.permission;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes what an action list needs in each account, and no more: the permissions that its kinds
 * declare, on the resources that its params name.
 *
 * @param passed the role that CloudFormation works with: it may be passed on
 * @param userBoundary within which users may be given something
 */
public record LeastPrivilege(Kinds kinds, OwnArn passed, OwnArn userBoundary) {

  /** Knows something of the platform's own in an account. */
  public interface OwnArn {
    String in(String account, String region);
  }

  /**
   * An action, and where it needs something.
   *
   * @param isFurther whether that is not its own account, but one that it reaches
   */
  private record Placed(Action action, Target target, boolean isFurther) {}

  /** What a kind needs, with what each permission is about: where it acts, and where it reaches. */
  private record Declared(
      SortedMap<String, ActionResource> here, SortedMap<String, ActionResource> further) {
    static final Declared NOTHING = new Declared(new TreeMap<>(), new TreeMap<>());

    static Declared of(KindDescription<?> kind, Collection<String> more) {
      var here = new TreeSet<>(kind.permissions());
      here.addAll(more);
      return new Declared(rows(here, kind), rows(kind.reaching().permissions(), kind));
    }

    private static SortedMap<String, ActionResource> rows(
        Collection<String> permissions, KindDescription<?> kind) {
      var rows = new TreeMap<String, ActionResource>();
      permissions.forEach(permission -> rows.put(permission, resource(permission, kind)));
      return rows;
    }
  }

  /** What the permissions of one statement have in common. */
  private record Shared(
      SortedSet<String> resources,
      SortedMap<String, SortedMap<String, SortedSet<String>>> conditions) {}

  /** The policies, by account. */
  public List<AccountPolicy> of(ActionList list) {
    return of(list, list.onFailure() == OnFailure.ROLLBACK);
  }

  /**
   * The policies, by account.
   *
   * @param takenBack whether what the list did may be taken back
   */
  List<AccountPolicy> of(ActionList list, boolean takenBack) {
    var reaching = reaching();
    var accounts = new TreeMap<String, List<Placed>>();
    for (var action : list.actions()) {
      var target = action.target();
      if (target != null) {
        var param = reaching.getOrDefault(action.kind(), "");
        Stream.concat(Stream.of(new Placed(action, target, false)), others(action, target, param))
            .forEach(
                placed ->
                    accounts
                        .computeIfAbsent(placed.target().account(), id -> new ArrayList<>())
                        .add(placed));
      }
    }
    var declared = declared(takenBack);
    return accounts.entrySet().stream()
        .map(e -> new AccountPolicy(e.getKey(), statements(e.getValue(), declared)))
        .filter(policy -> !policy.statements().isEmpty())
        .toList();
  }

  /** The params that name further accounts, by kind. */
  private Map<String, String> reaching() {
    return kinds.all().stream()
        .map(ActionHandler::describe)
        .filter(about -> !about.reaching().param().isEmpty())
        .collect(Collectors.toMap(KindDescription::name, about -> about.reaching().param()));
  }

  /** Further places in which an action acts; accounts that only the run will know are not here. */
  private static Stream<Placed> others(Action action, Target target, String param) {
    return param.isEmpty()
        ? Stream.empty()
        : action
            .params()
            .path(param)
            .valueStream()
            .filter(JsonNode::isTextual)
            .map(account -> new Target(account.textValue(), target.region()))
            .map(place -> new Placed(action, place, true));
  }

  /**
   * What each kind needs, by its name.
   *
   * @param takenBack whether what it did may be taken back, which needs what taking back needs
   */
  private Map<String, Declared> declared(boolean takenBack) {
    var kind = new HashMap<String, KindDescription<?>>();
    kinds.all().forEach(handler -> kind.put(handler.describe().name(), handler.describe()));
    var declared = new HashMap<String, Declared>();
    kind.forEach(
        (name, about) -> {
          var inverse = takenBack ? kind.get(about.inverse()) : null;
          declared.put(
              name, Declared.of(about, inverse == null ? List.of() : inverse.permissions()));
        });
    return declared;
  }

  private static ActionResource resource(String permission, KindDescription<?> kind) {
    var row = ActionResource.of(permission);
    var own = kind.resources().get(permission);
    return own == null ? row : row.about(own);
  }

  private List<Statement> statements(List<Placed> actions, Map<String, Declared> declared) {
    var resources = new TreeMap<String, SortedSet<String>>();
    for (var placed : actions) {
      var action = placed.action();
      // An action's permissions are about two or three resources: those are filled in once.
      var arns = new IdentityHashMap<ActionResource, String>();
      var needed = declared.getOrDefault(action.kind(), Declared.NOTHING);
      (placed.isFurther() ? needed.further() : needed.here())
          .forEach(
              (permission, row) ->
                  resources
                      .computeIfAbsent(permission, p -> new TreeSet<>())
                      .add(arns.computeIfAbsent(row, r -> r.in(placed.target(), action, passed))));
    }
    resources.replaceAll((permission, arns) -> arns.contains("*") ? any() : arns);
    var place = actions.getFirst().target();
    return merged(resources, userBoundary.in(place.account(), place.region()));
  }

  /** Permissions on the same resources, under the same conditions, are one statement. */
  private static List<Statement> merged(
      Map<String, SortedSet<String>> resources, String userBoundary) {
    var together = new LinkedHashMap<Shared, SortedSet<String>>();
    resources.forEach(
        (permission, arns) ->
            together
                .computeIfAbsent(
                    new Shared(arns, ActionResource.of(permission).conditions(userBoundary)),
                    shared -> new TreeSet<>())
                .add(permission));
    return together.entrySet().stream()
        .map(e -> new Statement(e.getValue(), e.getKey().resources(), e.getKey().conditions()))
        .toList();
  }

  private static SortedSet<String> any() {
    return new TreeSet<>(List.of("*"));
  }
}
