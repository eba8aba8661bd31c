package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionBuilder;
import io.coreautomation.framework.action.ActionList;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small list of actions of all classes, in some order, some of which fail; some are carried out
 * by runs of their own, with small lists of theirs.
 */
final class RandomList {
  private static final Target TARGET = new Target("210000000011", "eu-west-1");
  private static final Source SOURCE = new Source("deployspec.yaml", 1, 1);

  private final Dice dice;
  private final boolean failing;
  private final Coordinates at;
  private final Consumer<ActionList> kept;
  private final List<Action> actions = new ArrayList<>();
  private final RandomValues values;

  private RandomList(Dice dice, boolean failing, Coordinates at, Consumer<ActionList> kept) {
    this.dice = dice;
    this.failing = failing;
    this.at = at;
    this.kept = kept;
    this.values = new RandomValues(dice);
  }

  /**
   * A list in which actions fail, have time-outs, and run on failures.
   *
   * @param kept is given the lists of its parts
   */
  static ActionList any(Dice dice, Coordinates at, Consumer<ActionList> kept) {
    return new RandomList(dice, true, at, kept).list("a", dice.between(1, 6), dice.chance(0.3));
  }

  /** A list in which every action succeeds, however often its calls must be repeated. */
  static ActionList succeeding(Dice dice, Coordinates at, Consumer<ActionList> kept) {
    return new RandomList(dice, false, at, kept).list("a", dice.between(1, 6), dice.chance(0.3));
  }

  /** The same, with parts. */
  static ActionList inParts(Dice dice, Coordinates at, Consumer<ActionList> kept) {
    return new RandomList(dice, false, at, kept).list("a", dice.between(1, 6), true);
  }

  private ActionList list(String prefix, int size, boolean withParts) {
    var density = dice.fraction() * 0.5;
    for (int i = 0; i < size; i++) {
      var dependsOn = new TreeSet<String>();
      for (int d = 0; d < i; d++) {
        if (dice.chance(density)) {
          dependsOn.add(prefix + d);
        }
      }
      var before = actions.stream().filter(a -> dependsOn.contains(a.id())).toList();
      actions.add(
          withParts && dice.chance(0.4) ? part(prefix + i, before) : action(prefix + i, before));
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

  private Action action(String id, List<Action> before) {
    var style = dice.pick(List.of(SimKind.Style.values()));
    if (!failing && style == SimKind.Style.UNREPEATABLE) {
      style = SimKind.Style.FINDABLE; // what nobody can know after a crash is no success
    }
    return built(
        Action.of(id, style.kind(), SOURCE).target(TARGET).params(params(style, before)),
        id,
        before);
  }

  /** An action that a run of its own carries out. */
  private Action part(String id, List<Action> before) {
    var of = new RandomList(dice, failing, at, kept);
    of.values.given(values, before);
    var list = of.list(id + ".", dice.between(1, 3), false);
    kept.accept(list);
    var params =
        Json.object()
            .put("task", TaskVerb.DEPLOY.label())
            .put("list", list.digest().toString())
            .put("actions", list.actions().size());
    values.handedOver(params, before);
    values.takenFrom(params, id, of.values, list.actions());
    return built(Action.of(id, "SYSTEM::RunTask", SOURCE).params(params), id, before);
  }

  private Action built(ActionBuilder action, String id, List<Action> before) {
    var retry = failing && dice.chance(0.2);
    var runOn = failing ? runOn(before) : null;
    var condition = values.condition(before);
    return action
        .dependsOn(before.stream().map(Action::id).toList())
        .runOn(runOn)
        .condition(condition)
        .set(runOn == null && condition == null ? values.set(id) : null)
        .optional(failing && dice.chance(0.1) ? true : null)
        .awaited(failing && !isPart(action) && dice.chance(0.05) ? false : null)
        .retry(retry ? new Retry(2, Duration.ofSeconds(10), List.of("STACK_FAILED")) : null)
        .timeout(failing && dice.chance(0.05) ? Duration.ofMinutes(5) : null)
        .onTimeout(failing && dice.chance(0.3) ? "continue" : null)
        .build();
  }

  private static boolean isPart(ActionBuilder action) {
    return SimRun.isPart(action.build());
  }

  private ObjectNode params(SimKind.Style style, List<Action> before) {
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
    values.output(before).ifPresent(value -> params.set("value", value));
    return params;
  }

  private @Nullable RunOn runOn(List<Action> before) {
    return before.isEmpty() || dice.chance(0.85)
        ? null
        : dice.pick(List.of(RunOn.FAILURE, RunOn.ALWAYS));
  }
}
