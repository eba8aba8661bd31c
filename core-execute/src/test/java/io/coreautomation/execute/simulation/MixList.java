package io.coreautomation.execute.simulation;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionBuilder;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Retry;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A small list of actions of any shipped kinds, each of which meets a case of its kind. */
final class MixList {
  private static final Retry RETRY =
      new Retry(2, Duration.ofSeconds(10), List.of("AWS_DENIED", "WORK_FAILED"));

  private static final Source SOURCE = new Source("deployspec.yaml", 1, 1);

  private final Dice dice;
  private final boolean failing;
  private final Coordinates at;
  private final World world;
  private final List<CaseEnds> cases;

  private MixList(Dice dice, boolean failing, Coordinates at, World world) {
    this.dice = dice;
    this.failing = failing;
    this.at = at;
    this.world = world;
    this.cases =
        failing
            ? CaseEnds.ALL
            // What nobody can know after a crash is no success.
            : CaseEnds.AT_REST.stream().filter(c -> !c.isUnrepeatable()).toList();
  }

  /** One in which actions may fail, have time-outs and come to nothing. */
  static ActionList any(Dice dice, Coordinates at, World world) {
    return new MixList(dice, true, at, world).list("m", dice.between(1, 5), dice.chance(0.2));
  }

  /** One in which every action succeeds, however often its calls must be repeated. */
  static ActionList succeeding(Dice dice, Coordinates at, World world) {
    return new MixList(dice, false, at, world).list("m", dice.between(1, 5), dice.chance(0.2));
  }

  private ActionList list(String prefix, int size, boolean withParts) {
    var actions = new ArrayList<Action>();
    var values = new RandomValues(dice);
    for (int i = 0; i < size; i++) {
      var dependsOn = new TreeSet<String>();
      for (int d = 0; d < i; d++) {
        if (dice.chance(0.3)) {
          dependsOn.add(prefix + d);
        }
      }
      var before = actions.stream().filter(a -> dependsOn.contains(a.id())).toList();
      var action =
          withParts && dice.chance(0.4) ? part(prefix + i) : action(prefix + i, dice.pick(cases));
      var condition = condition(values, before);
      actions.add(
          action
              .dependsOn(List.copyOf(dependsOn))
              .condition(condition)
              .set(condition == null ? values.set(prefix + i) : null)
              .optional(failing && dice.chance(0.1) ? true : null)
              .retry(failing && dice.chance(0.3) ? RETRY : null)
              .timeout(timeout())
              .build());
    }
    return new ActionList(
        ActionList.FORMAT_VERSION,
        TaskVerb.DEPLOY,
        at,
        dice.pick(List.of(OnFailure.values())),
        dice.chance(0.3) ? dice.between(1, 4) : null,
        null,
        null,
        null,
        actions);
  }

  /** Some are left out wherever nothing fails. */
  private @Nullable Condition condition(RandomValues values, List<Action> before) {
    return !before.isEmpty() && dice.chance(0.1)
        ? RandomValues.is(new Part.StatusOf(before.getFirst().id()), "FAILED")
        : values.condition(before);
  }

  /** What is to succeed is given all the time that faults may take. */
  private @Nullable Duration timeout() {
    return failing ? dice.chance(0.05) ? Duration.ofMinutes(5) : null : Duration.ofDays(3);
  }

  /** In an account of its own, as far as the engine knows: no two are about the same thing. */
  private ActionBuilder action(String id, CaseEnds ends) {
    var failures = failing && dice.chance(0.15) ? dice.between(1, 2) : 0;
    var meeting = world.meetings().meet(id, ends, failures);
    return Action.of(id, ends.handler().describe().name(), SOURCE)
        .target(meeting.outside(KindWorld.TARGET))
        .params(meeting.trial().params())
        .awaited(ends.mayBeLeftAlone() && dice.chance(0.2) ? false : null);
  }

  /** An action that a run of its own carries out. */
  private ActionBuilder part(String id) {
    var list = list(id + ".", dice.between(1, 2), false);
    world.keep(list);
    var params =
        Json.object()
            .put("task", TaskVerb.DEPLOY.label())
            .put("list", list.digest().toString())
            .put("actions", list.actions().size());
    return Action.of(id, "SYSTEM::RunTask", SOURCE).params(params);
  }
}
