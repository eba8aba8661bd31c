package io.coreautomation.local.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.own.RolePermissions;
import io.coreautomation.execute.kind.own.ServedByFunction;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.lambda.FunctionDoubles;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a twin has for kinds that core does not ship, as AWS has it where they are deployed. */
record OwnKindsOnTheTwin(Kinds kinds) {
  private static final String ANY = "*";

  /** Functions that serve kinds answer what these say that they do: their code is not run here. */
  void answerIn(TwinWorld twin) {
    var doubles = FunctionDoubles.of(twin);
    kinds.all().stream()
        .filter(ServedByFunction.class::isInstance)
        .map(ServedByFunction.class::cast)
        .forEach(
            kind ->
                kind.onTwin().ifPresent(answer -> doubles.put(kind.functionName(), _ -> answer)));
  }

  /** What the target roles of an installation with such kinds may do besides, by their names. */
  Map<String, String> policies(TargetRoles roles) {
    var own = new TreeSet<>(RolePermissions.ofOwn(kinds));
    var plan = new ArrayList<ObjectNode>();
    var looks = own.stream().filter(RolePermissions::looks).toList();
    if (!looks.isEmpty()) {
      plan.add(allow(looks, ANY));
    }
    if (RolePermissions.askFunctions(kinds)) {
      plan.add(allow(List.of("lambda:InvokeFunction"), "arn:*:" + RolePermissions.ASKED_FUNCTIONS));
    }
    var policies = new TreeMap<String, String>();
    if (!plan.isEmpty()) {
      policies.put(roles.name(RoleKind.PLAN), policy(plan));
    }
    if (!own.isEmpty()) {
      policies.put(roles.name(RoleKind.CHANGE), policy(List.of(allow(own, ANY))));
    }
    return policies;
  }

  private static String policy(List<ObjectNode> statements) {
    return Json.write(
        Json.object().put("Version", "2012-10-17").set("Statement", Json.tree(statements)));
  }

  private static ObjectNode allow(Collection<String> actions, String resource) {
    return Json.object()
        .put("Effect", "Allow")
        .put("Resource", resource)
        .set("Action", Json.tree(actions));
  }
}
