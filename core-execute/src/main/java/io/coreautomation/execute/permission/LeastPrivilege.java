package io.coreautomation.execute.permission;

import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Computes what an action list needs in each account, and no more: the permissions that its kinds
 * declare, on the resources that its params name.
 *
 * @param roles of the target accounts, one of which may be passed on
 */
public record LeastPrivilege(Kinds kinds, TargetRoles roles) {

  /** What the permissions of one statement have in common. */
  private record Shared(SortedSet<String> resources, Map<String, Map<String, String>> conditions) {}

  /** The policies, by account. */
  public List<AccountPolicy> of(ActionList list) {
    var accounts = new TreeMap<String, List<Action>>();
    for (var action : list.actions()) {
      var target = action.target();
      if (target != null) {
        accounts.computeIfAbsent(target.account(), id -> new ArrayList<>()).add(action);
      }
    }
    return accounts.entrySet().stream()
        .map(
            entry ->
                new AccountPolicy(
                    entry.getKey(),
                    statements(entry.getValue(), list.onFailure() == OnFailure.ROLLBACK)))
        .filter(policy -> !policy.statements().isEmpty())
        .toList();
  }

  private List<Statement> statements(List<Action> actions, boolean takenBack) {
    var resources = new TreeMap<String, SortedSet<String>>();
    for (var action : actions) {
      for (var permission : permissions(action, takenBack)) {
        resources
            .computeIfAbsent(permission, p -> new TreeSet<>())
            .add(ActionResource.of(permission).in(target(action), action, roles));
      }
    }
    resources.replaceAll((permission, arns) -> arns.contains("*") ? any() : arns);
    return merged(resources);
  }

  /** What a rollback may take back needs what taking back needs. */
  private SortedSet<String> permissions(Action action, boolean takenBack) {
    var kind = kinds.handler(action.kind()).describe();
    var permissions = new TreeSet<>(kind.permissions());
    if (takenBack && !kind.inverse().isEmpty()) {
      permissions.addAll(kinds.handler(kind.inverse()).describe().permissions());
    }
    return permissions;
  }

  /** Permissions on the same resources, under the same conditions, are one statement. */
  private static List<Statement> merged(Map<String, SortedSet<String>> resources) {
    var together = new LinkedHashMap<Shared, SortedSet<String>>();
    resources.forEach(
        (permission, arns) ->
            together
                .computeIfAbsent(
                    new Shared(arns, ActionResource.of(permission).conditions()),
                    shared -> new TreeSet<>())
                .add(permission));
    return together.entrySet().stream()
        .map(e -> new Statement(e.getValue(), e.getKey().resources(), e.getKey().conditions()))
        .toList();
  }

  private static SortedSet<String> any() {
    return new TreeSet<>(List.of("*"));
  }

  private static Target target(Action action) {
    return Objects.requireNonNull(action.target(), "only those with an account are here");
  }
}
