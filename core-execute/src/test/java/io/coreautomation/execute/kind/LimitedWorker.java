package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.permission.LeastPrivilege;
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

/** Who may do what is computed for one action, and nothing else. */
final class LimitedWorker {
  private static final String ACCOUNT = KindWorld.ACCOUNT;
  private static final LeastPrivilege NEEDED =
      new LeastPrivilege(Kinds.shipped(), (account, region) -> KindWorld.STACK_EXECUTION);

  private LimitedWorker() {}

  static TwinPrincipal of(TwinWorld twin, String kind, ObjectNode params) {
    var action =
        Action.of("data", kind, new Source("deployspec.yaml", 3, 5))
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
    var policies = NEEDED.of(list).stream().map(policy -> Json.write(policy.document())).toList();
    Authorization.of(twin)
        .putRolePolicies(
            "arn:aws:iam::" + ACCOUNT + ":role/limited", new RolePolicies(null, policies, null));
    return new TwinPrincipal(
        ACCOUNT, "arn:aws:sts::" + ACCOUNT + ":assumed-role/limited/run", "AROALIMITED:run");
  }
}
