package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.draft;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Assignments;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Retry;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What authors' rules make of a run. */
class RulesTest {
  private static final ObjectNode BREAKS = Json.object().put("ends", "failed");

  @Test
  void an_action_whose_condition_does_not_hold_is_skipped_and_its_dependents_go_on() {
    var world =
        new EngineWorld(
            action("a", Json.object().put("value", "no")),
            draft("b", takes(0), "a").condition(isYes("a")).build(),
            action("c", takes(0), "b"));

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.status("b")).isEqualTo(ActionStatus.SKIPPED);
    assertThat(world.status("c")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.scripted.effects).hasSize(2);
  }

  @Test
  void an_action_whose_condition_holds_runs() {
    var world =
        new EngineWorld(
            action("a", Json.object().put("value", "yes")),
            draft("b", takes(0), "a").condition(isYes("a")).build());

    world.drive();

    assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
  }

  @Test
  void a_condition_that_cannot_be_told_is_a_failure_and_no_silent_skip() {
    var world =
        new EngineWorld(
            action("a", takes(0)), draft("b", takes(0), "a").condition(isYes("a")).build());

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(Objects.requireNonNull(world.state("b").failure()).text())
        .startsWith("deployspec.yaml:7:3: ")
        .contains("'a' has no output 'Value'");
  }

  @Test
  void a_failure_that_its_author_named_is_tried_again_after_growing_pauses() {
    var world =
        new EngineWorld(
            draft("a", BREAKS)
                .retry(new Retry(3, Duration.ofSeconds(30), List.of("STACK_FAILED")))
                .build());
    var began = world.clock.instant();

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(world.state("a").attempt()).isEqualTo(3);
    assertThat(world.scripted.effects).hasSize(3);
    assertThat(Duration.between(began, world.clock.instant()))
        .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120));
    assertThat(world.events().stream().filter(e -> e.type().equals("ACTION_FAILED"))).hasSize(3);
  }

  @Test
  void a_failure_that_nobody_named_is_not_tried_again() {
    var world =
        new EngineWorld(draft("a", BREAKS).retry(new Retry(3, null, List.of("TIMED_OUT"))).build());

    world.drive();

    assertThat(world.state("a").attempt()).isEqualTo(1);
  }

  @Test
  void an_action_that_is_not_waited_for_is_complete_as_soon_as_it_has_started() {
    var world = new EngineWorld(draft("a", takes(50)).awaited(false).build());

    assertThat(world.drive().turn()).isEqualTo(1);
    assertThat(world.status("a")).isEqualTo(ActionStatus.COMPLETE);
  }

  @Test
  void what_needs_another_look_to_go_on_has_it_before_it_is_left_alone() {
    var late = draft("a", takes(50).put("ends", "late"));
    var world = new EngineWorld(late.awaited(false).build());

    assertThat(world.drive().turn()).isEqualTo(2);
    assertThat(world.status("a")).isEqualTo(ActionStatus.COMPLETE);
  }

  @Test
  void variables_are_set_at_the_start_and_at_the_end_of_an_action() {
    var own = Json.object();
    own.set("after", Expressions.compiled(List.of(new Part.OutputOf("a", "Value"))));
    var world =
        new EngineWorld(
            draft("a", Json.object().put("value", "made"))
                .set(new Assignments(Json.object().put("before", "1"), own))
                .build());

    world.drive();

    assertThat(world.document().orElseThrow().variables())
        .isEqualTo(Map.of("before", "1", "after", "made"));
  }

  @Test
  void two_actions_that_hold_one_name_are_never_under_way_together() {
    var world =
        new EngineWorld(
            draft("a", takes(2)).lock("dns").build(), draft("b", takes(2)).lock("dns").build());

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    var a = world.state("a");
    var b = world.state("b");
    assertThat(
            !Objects.requireNonNull(a.endedAt()).isAfter(Objects.requireNonNull(b.startedAt()))
                || !Objects.requireNonNull(b.endedAt())
                    .isAfter(Objects.requireNonNull(a.startedAt())))
        .isTrue();
    assertThat(world.locks.ofRun(RUN)).isEmpty();
  }

  @Test
  void what_is_under_way_is_called_off_under_cancel_and_cleaning_up_goes_on() {
    var world =
        new EngineWorld(
            OnFailure.CANCEL,
            action("a", BREAKS),
            action("slow", takes(500)),
            draft("cleanUp", takes(0), "slow").runOn(RunOn.ALWAYS).build());

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.status("slow")).isEqualTo(ActionStatus.CANCELLED);
    assertThat(world.status("cleanUp")).isEqualTo(ActionStatus.COMPLETE);
  }

  @Test
  void what_was_done_is_taken_back_in_reverse_order_under_rollback() {
    var world =
        new EngineWorld(
            OnFailure.ROLLBACK,
            action("a", takes(0)),
            action("b", takes(0), "a"),
            action("breaks", BREAKS, "b"),
            action("never", takes(0), "breaks"));

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.status("never")).isEqualTo(ActionStatus.PENDING);
    var undoneFirst = world.state("b~undo");
    var undoneThen = world.state("a~undo");
    assertThat(undoneFirst.status()).isEqualTo(ActionStatus.COMPLETE);
    assertThat(undoneThen.status()).isEqualTo(ActionStatus.COMPLETE);
    assertThat(Objects.requireNonNull(undoneThen.startedAt()))
        .isAfterOrEqualTo(undoneFirst.endedAt());
    assertThat(world.document().orElseThrow().actions()).doesNotContainKey("breaks~undo");
    assertThat(world.report("json")).contains("\"a~undo\"");
  }

  @ParameterizedTest
  @EnumSource(OnFailure.class)
  void a_run_without_failures_ends_well_whatever_its_policy(OnFailure policy) {
    var world = new EngineWorld(policy, action("a", takes(1)), action("b", takes(1), "a"));

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
  }

  private static Condition isYes(String action) {
    var values = Json.object();
    values.set("v0", Expressions.compiled(List.of(new Part.OutputOf(action, "Value"))));
    return new Condition("v0 == 'yes'", values);
  }
}
