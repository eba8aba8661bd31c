package io.coreautomation.execute.simulation;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A small list of actions of all classes, in some order, some of which fail. */
final class RandomList {
  static final Coordinates AT = new Coordinates("acme", "web", "shop", "main", "42", null);
  private static final Target TARGET = new Target("210000000011", "eu-west-1");
  private static final Source SOURCE = new Source("deployspec.yaml", 1, 1);

  private static final List<SimKind.Style> STYLES =
      List.of(SimKind.Style.BY_TOKEN, SimKind.Style.FINDABLE, SimKind.Style.HARMLESS);

  private final Dice dice;
  private final boolean failing;

  private RandomList(Dice dice, boolean failing) {
    this.dice = dice;
    this.failing = failing;
  }

  /** A list in which actions fail, have time-outs, and run on failures. */
  static ActionList any(Dice dice) {
    return new RandomList(dice, true).list();
  }

  /** A list in which every action succeeds. */
  static ActionList succeeding(Dice dice) {
    return new RandomList(dice, false).list();
  }

  private ActionList list() {
    var actions = new ArrayList<Action>();
    var density = dice.fraction() * 0.5;
    var size = dice.between(1, 6);
    for (int i = 0; i < size; i++) {
      var dependsOn = new TreeSet<String>();
      for (int d = 0; d < i; d++) {
        if (dice.chance(density)) {
          dependsOn.add("a" + d);
        }
      }
      actions.add(action("a" + i, List.copyOf(dependsOn)));
    }
    return new ActionList(
        ActionList.FORMAT_VERSION,
        TaskVerb.DEPLOY,
        AT,
        dice.pick(List.of(OnFailure.DRAIN, OnFailure.CONTINUE)),
        dice.chance(0.3) ? dice.between(1, 4) : null,
        null,
        null,
        actions);
  }

  private Action action(String id, List<String> dependsOn) {
    var style = dice.pick(STYLES);
    var slow = dice.chance(0.3);
    var params = Json.object().put("seconds", slow ? dice.between(60, 400) : dice.between(0, 30));
    if (style != SimKind.Style.UNREPEATABLE && dice.chance(0.2)) {
      params.put("steps", dice.between(2, 3));
    }
    if (dice.chance(0.1)) {
      params.put("outputs", 400);
    }
    if (failing && dice.chance(0.1)) {
      params.put("fails", true);
    }
    return Action.of(id, style.kind(), SOURCE)
        .target(TARGET)
        .params(params)
        .dependsOn(dependsOn)
        .runOn(failing ? runOn(dependsOn) : null)
        .optional(failing && dice.chance(0.1) ? true : null)
        .timeout(failing && dice.chance(0.05) ? Duration.ofMinutes(5) : null)
        .build();
  }

  private @Nullable RunOn runOn(List<String> dependsOn) {
    return dependsOn.isEmpty() || dice.chance(0.85)
        ? null
        : dice.pick(List.of(RunOn.FAILURE, RunOn.ALWAYS));
  }
}
