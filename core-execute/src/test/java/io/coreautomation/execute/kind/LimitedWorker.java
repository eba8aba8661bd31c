package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.permission.AccountPolicy;
import io.coreautomation.execute.permission.LeastPrivilege;
import io.coreautomation.execute.permission.Statement;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.iam.RolePolicies;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may do what is computed for one action, and nothing else. */
final class LimitedWorker {
  private LimitedWorker() {}

  /**
   * That worker in each account: where nothing is computed, it may do nothing.
   *
   * @param without what it may not do all the same; null for nothing
   */
  static Function<String, TwinPrincipal> of(
      TwinWorld twin, ActionHandler<?> kind, ObjectNode params, @Nullable Permission without) {
    var policies =
        computed(kind, params).stream()
            .map(policy -> without == null ? policy : reduced(policy, without))
            .collect(
                Collectors.toMap(AccountPolicy::account, policy -> Json.write(policy.document())));
    return account -> {
      var policy = policies.get(account);
      Authorization.of(twin)
          .putRolePolicies(
              "arn:aws:iam::" + account + ":role/limited",
              new RolePolicies(null, policy == null ? List.of() : List.of(policy), null));
      return new TwinPrincipal(
          account, "arn:aws:sts::" + account + ":assumed-role/limited/run", "AROALIMITED:run");
    };
  }

  /** The policies that are computed for an action. */
  static List<AccountPolicy> computed(ActionHandler<?> kind, ObjectNode params) {
    var action =
        Action.of("data", kind.describe().name(), new Source("deployspec.yaml", 3, 5))
            .name("data")
            .target(KindWorld.TARGET)
            .params(params)
            .build();
    var list =
        ActionList.of(
            TaskVerb.DEPLOY,
            new Coordinates("acme", "web", "shop", "main", "1", null),
            OnFailure.DRAIN,
            List.of(action));
    return new LeastPrivilege(
            new Kinds(List.of(kind)),
            (account, region) -> KindWorld.STACK_EXECUTION,
            (account, region) -> KindWorld.USER_BOUNDARY)
        .of(list);
  }

  private static AccountPolicy reduced(AccountPolicy policy, Permission without) {
    return policy.account().equals(without.account())
        ? new AccountPolicy(
            policy.account(),
            policy.statements().stream()
                .map(statement -> reduced(statement, without.action()))
                .filter(statement -> !statement.actions().isEmpty())
                .toList())
        : policy;
  }

  private static Statement reduced(Statement statement, String action) {
    var actions = new TreeSet<>(statement.actions());
    actions.remove(action);
    return new Statement(actions, statement.resources(), statement.conditions());
  }
}
