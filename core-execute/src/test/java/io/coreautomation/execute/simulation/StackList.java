package io.coreautomation.execute.simulation;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A few small stacks, in some order. */
final class StackList {
  private static final String TEMPLATE_KEY = "artefacts/sim/templates/topic.json";
  private static final String TEMPLATE =
      """
      {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
      """;
  private static final Source SOURCE = new Source("deployspec.yaml", 1, 1);

  private StackList() {}

  static ActionList of(Dice dice, Coordinates at, World world) {
    world.put(TEMPLATE_KEY, TEMPLATE.getBytes(StandardCharsets.UTF_8));
    var actions = new ArrayList<Action>();
    var size = dice.between(1, 4);
    for (int i = 0; i < size; i++) {
      var dependsOn = new TreeSet<String>();
      for (int d = 0; d < i; d++) {
        if (dice.chance(0.4)) {
          dependsOn.add("s" + d);
        }
      }
      actions.add(stack("s" + i, List.copyOf(dependsOn)));
    }
    var onFailure = dice.pick(List.of(OnFailure.values()));
    return ActionList.of(TaskVerb.DEPLOY, at, onFailure, actions);
  }

  private static Action stack(String id, List<String> dependsOn) {
    var params = Json.object().put("stackName", id);
    params.putObject("template").put("key", TEMPLATE_KEY).put("file", "templates/topic.json");
    return Action.of(id, "AWS::CreateStack", SOURCE)
        .target(new Target(TwinAws.ACCOUNT, TwinAws.REGION))
        .params(params)
        .dependsOn(dependsOn)
        .build();
  }
}
