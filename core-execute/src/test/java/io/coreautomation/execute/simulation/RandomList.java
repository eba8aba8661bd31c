package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.action.Retry;
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
  private static final Target TARGET = new Target("210000000011", "eu-west-1");
  private static final Source SOURCE = new Source("deployspec.yaml", 1, 1);

  private final Dice dice;
  private final boolean failing;
  private final List<Action> actions = new ArrayList<>();

  private RandomList(Dice dice, boolean failing) {
    this.dice = dice;
    this.failing = failing;
  }

  /** A list in which actions fail, have time-outs, and run on failures. */
  static ActionList any(Dice dice, Coordinates at) {
    return new RandomList(dice, true).list(at);
  }

  /** A list in which every action succeeds, however often its calls must be repeated. */
  static ActionList succeeding(Dice dice, Coordinates at) {
    return new RandomList(dice, false).list(at);
  }

  private ActionList list(Coordinates at) {
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
        at,
        dice.pick(List.of(OnFailure.values())),
        dice.chance(0.3) ? dice.between(1, 4) : null,
        dice.chance(0.1) ? dice.between(1, 4) : null,
        failing && dice.chance(0.2) ? OnLocked.FAIL : null,
        null,
        actions);
  }

  private Action action(String id, List<String> dependsOn) {
    var style = dice.pick(List.of(SimKind.Style.values()));
    if (!failing && style == SimKind.Style.UNREPEATABLE) {
      style = SimKind.Style.FINDABLE; // what nobody can know after a crash is no success
    }
    var retry = failing && dice.chance(0.2);
    return Action.of(id, style.kind(), SOURCE)
        .target(TARGET)
        .params(params(style, dependsOn))
        .dependsOn(dependsOn)
        .runOn(failing ? runOn(dependsOn) : null)
        .optional(failing && dice.chance(0.1) ? true : null)
        .awaited(failing && dice.chance(0.05) ? false : null)
        .retry(retry ? new Retry(2, Duration.ofSeconds(10), List.of("STACK_FAILED")) : null)
        .timeout(failing && dice.chance(0.05) ? Duration.ofMinutes(5) : null)
        .build();
  }

  private ObjectNode params(SimKind.Style style, List<String> dependsOn) {
    var slow = dice.chance(0.3);
    var params = Json.object().put("seconds", slow ? dice.between(60, 400) : dice.between(0, 30));
    if (style != SimKind.Style.UNREPEATABLE && dice.chance(0.2)) {
      params.put("steps", dice.between(2, 3));
    }
    if (dice.chance(0.3)) {
      params.put("outputs", dice.chance(0.5) ? 400 : 10);
    }
    if (failing && dice.chance(0.15)) {
      params.put("failures", dice.between(1, 2));
    }
    if (dice.chance(0.3)) {
      params.put("lock", "x" + dice.between(1, 3));
    }
    actions.stream()
        .filter(a -> dependsOn.contains(a.id()) && a.params().has("outputs"))
        .findFirst()
        .ifPresent(
            a ->
                params.set(
                    "value", Expressions.compiled(List.of(new Part.OutputOf(a.id(), "Value")))));
    return params;
  }

  private @Nullable RunOn runOn(List<String> dependsOn) {
    return dependsOn.isEmpty() || dice.chance(0.85)
        ? null
        : dice.pick(List.of(RunOn.FAILURE, RunOn.ALWAYS));
  }
}
