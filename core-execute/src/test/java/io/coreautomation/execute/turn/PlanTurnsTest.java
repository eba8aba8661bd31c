package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.AT;
import static io.coreautomation.execute.turn.EngineWorld.TARGET;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionBuilder;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.task.TaskVerb;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs that only look. */
class PlanTurnsTest {
  private static EngineWorld planning(Action... actions) {
    return new EngineWorld(TaskVerb.PLAN, OnFailure.DRAIN, actions);
  }

  private static Action stays(String name, String value) {
    return action(name, Json.object().put("ends", "stays").put("value", value));
  }

  private static ObjectNode valueOf(String other) {
    return Json.object()
        .set("value", Expressions.compiled(List.of(new Part.OutputOf(other, "Value"))));
  }

  private static PlanDocument plan(EngineWorld world) {
    var digest = Objects.requireNonNull(world.row().planDigest());
    var content = world.store.get(ObjectKeys.of(AT).plan(digest)).orElseThrow().content();
    assertThat(Digest.of(content)).isEqualTo(digest);
    return PlanDocument.parse(content);
  }

  private static Preview preview(EngineWorld world, String action) {
    return plan(world).action(action).orElseThrow().preview();
  }

  @Test
  void a_run_that_plans_writes_its_plan_into_its_row_and_its_report_and_changes_nothing() {
    var world = planning(stays("a", "x"), action("b", takes(3), "a"));

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);

    assertThat(world.row().status()).hasToString("PLAN_COMPLETE");
    assertThat(plan(world).list()).isEqualTo(world.row().listDigest());
    assertThat(plan(world).actions())
        .extracting(PlannedAction::id, a -> a.preview().change())
        .containsExactly(tuple("a", Change.NO_CHANGE), tuple("b", Change.CREATE));
    assertThat(world.scripted.effects).isEmpty();
    assertThat(world.report("md")).contains("| plan | " + world.row().planDigest() + " |");
    assertThat(Json.parse(world.report("json")).at("/run/plan").asText())
        .isEqualTo(String.valueOf(world.row().planDigest()));
    assertThat(world.runs.plans().of(AT.prn()))
        .extracting(PlanRow::digest)
        .containsExactly(world.row().planDigest());
  }

  @Test
  void what_stays_and_does_not_tell_its_outputs_before_its_work_is_no_failure() {
    var world =
        planning(
            action("a", Json.object().put("ends", "mute")), action("fromA", valueOf("a"), "a"));

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);

    assertThat(preview(world, "fromA").needs()).containsExactly("actions.a.outputs.Value");
  }

  @Test
  void values_of_what_stays_are_known_and_others_are_named() {
    var world =
        planning(
            stays("a", "x"),
            action("b", takes(0)),
            action("fromA", valueOf("a"), "a"),
            action("fromB", valueOf("b"), "b"));

    world.drive();

    assertThat(preview(world, "fromA").read("value")).isEqualTo("x");
    assertThat(preview(world, "fromA").needs()).isEmpty();
    assertThat(preview(world, "fromB").needs()).containsExactly("actions.b.outputs.Value");
  }

  @Test
  void variables_are_known_as_far_as_what_they_are_set_to_is() {
    var set = Json.object();
    set.putObject("variables").put("colour", "blue");
    var open = Json.object();
    open.putObject("variables")
        .set("size", Expressions.compiled(List.of(new Part.OutputOf("b", "Value"))));
    var world =
        planning(
            action("b", takes(0)),
            action("set", "SYSTEM::SetVariables", set, null),
            action("open", "SYSTEM::SetVariables", open, null, "b"),
            action("colour", variable("colour"), "set"),
            action("size", variable("size"), "open"));

    world.drive();

    assertThat(preview(world, "colour").read("value")).isEqualTo("blue");
    assertThat(preview(world, "open").change()).isEqualTo(Change.UNKNOWN);
    assertThat(preview(world, "size").needs()).containsExactly("variables.size");
  }

  private static ObjectNode variable(String name) {
    return Json.object().set("value", Expressions.compiled(List.of(new Part.Variable(name))));
  }

  @Test
  void an_action_is_left_out_if_its_condition_says_no_and_named_if_nobody_can_say() {
    var world =
        planning(stays("a", "no"), action("b", takes(0)), when("a").build(), when("b").build());

    world.drive();

    assertThat(plan(world).action("whenA")).isEmpty();
    assertThat(preview(world, "whenB").needs()).containsExactly("actions.b.outputs.Value");
  }

  private static ActionBuilder when(String other) {
    return Action.of(
            "when" + other.toUpperCase(Locale.ROOT),
            "TEST::Scripted",
            new Source("deployspec.yaml", 7, 3))
        .target(TARGET)
        .params(takes(0))
        .dependsOn(List.of(other))
        .condition(new Condition("answer == 'yes'", answer(other)));
  }

  private static ObjectNode answer(String other) {
    return Json.object()
        .set("answer", Expressions.compiled(List.of(new Part.OutputOf(other, "Value"))));
  }

  @Test
  void a_preview_that_fails_fails_the_run_which_makes_no_plan_and_takes_nothing_back() {
    var world =
        new EngineWorld(
            TaskVerb.PLAN,
            OnFailure.ROLLBACK,
            action("a", takes(0)),
            action("b", Json.object().put("ends", "failed"), "a"));

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);

    assertThat(world.row().status()).hasToString("PLAN_FAILED");
    assertThat(world.row().planDigest()).isNull();
    assertThat(world.row().problems().getFirst().text())
        .isEqualTo("deployspec.yaml:7:3: it would break. Mend it.");
    assertThat(world.scripted.effects).isEmpty();
  }

  @Test
  void a_death_at_any_write_gives_the_same_plan() {
    var undisturbed = planning(stays("a", "x".repeat(700)), action("b", valueOf("a"), "a"));
    undisturbed.drive();
    var writes = undisturbed.store.writes();

    for (int write = 1; write <= writes; write++) {
      for (var before : List.of(true, false)) {
        var world = planning(stays("a", "x".repeat(700)), action("b", valueOf("a"), "a"));
        world.store.crashAt(write, before);

        assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
        assertThat(world.row().planDigest())
            .as("death " + (before ? "before" : "after") + " write " + write)
            .isEqualTo(undisturbed.row().planDigest());
      }
    }
  }
}
