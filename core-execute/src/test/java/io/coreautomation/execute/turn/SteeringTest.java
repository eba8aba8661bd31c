package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TARGET;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.lock.Claimant;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionBuilder;
import io.coreautomation.framework.action.Assignments;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Retry;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What authors' rules and operators' commands make of a run. */
class SteeringTest {
  private static final RunId OTHER = RunId.parse("0198f2c4-0000-7000-8000-0000000000bb");
  private static final ObjectNode BREAKS = Json.object().put("ends", "failed");

  @Nested
  class Rules {
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
      var began = world.instant();

      assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
      assertThat(world.state("a").attempt()).isEqualTo(3);
      assertThat(world.scripted.effects).hasSize(3);
      assertThat(Duration.between(began, world.instant()))
          .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120));
      assertThat(world.events().stream().filter(e -> e.type().equals("ACTION_FAILED"))).hasSize(3);
    }

    @Test
    void a_failure_that_nobody_named_is_not_tried_again() {
      var world =
          new EngineWorld(
              draft("a", BREAKS).retry(new Retry(3, null, List.of("TIMED_OUT"))).build());

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
  }

  @Nested
  class AfterAFailure {
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
  }

  @Nested
  class Commands {
    @Test
    void a_cancelled_run_starts_nothing_more_and_ends_once_aws_has_settled() {
      var world =
          new EngineWorld(
              action("a", takes(500)),
              action("b", takes(0), "a"),
              draft("always", takes(0), "a").runOn(RunOn.ALWAYS).build());
      world.turn();
      var effects = world.scripted.effects.size();
      world.command(Verb.CANCEL, null, null);

      assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
      assertThat(world.row().status()).hasToString("DEPLOY_CANCELLED");
      assertThat(world.status("a")).isEqualTo(ActionStatus.CANCELLED);
      assertThat(world.status("b")).isEqualTo(ActionStatus.PENDING);
      assertThat(world.status("always")).isEqualTo(ActionStatus.PENDING);
      assertThat(world.scripted.effects).hasSize(effects);
      assertThat(Objects.requireNonNull(world.state("a").failure()).message())
          .isEqualTo("cancelled by ann: no longer wanted");
      assertThat(world.commands.history(RUN))
          .extracting(AppliedCommand::outcome)
          .containsExactly("nothing new is started, and what can be called off is");
      assertThat(world.locks.ofRun(RUN)).isEmpty();
    }

    @Test
    void a_suspended_run_starts_nothing_and_goes_on_when_it_is_resumed() {
      var world = new EngineWorld(action("a", takes(1)), action("b", takes(0), "a"));
      world.turn();
      world.command(Verb.SUSPEND, null, null);
      for (int i = 0; i < 5; i++) {
        world.turn();
      }

      assertThat(world.row().status()).hasToString("DEPLOY_SUSPENDED");
      assertThat(world.status("a")).isEqualTo(ActionStatus.COMPLETE);
      assertThat(world.status("b")).isEqualTo(ActionStatus.PENDING);

      world.command(Verb.RESUME, null, null);
      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
    }

    @Test
    void a_run_that_is_suspended_before_its_first_turn_is_shown_so() {
      var world = new EngineWorld(action("a", takes(0)));
      world.command(Verb.SUSPEND, null, null);
      world.turn();

      assertThat(world.row().status()).hasToString("DEPLOY_SUSPENDED");
      assertThat(world.row().startedAt()).isNull();

      world.command(Verb.RESUME, null, null);
      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.row().startedAt()).isNotNull();
      assertThat(world.events())
          .extracting(Event::type)
          .containsSequence("RUN_SUSPENDED", "RUN_STARTED");
    }

    @Test
    void a_failed_action_can_be_tried_again_while_others_are_under_way() {
      var world =
          new EngineWorld(
              OnFailure.DRAIN,
              action("a", Json.object().put("ends", "failedOnce")),
              action("slow", takes(3)),
              action("b", takes(0), "a"));
      world.turn();
      assertThat(world.status("a")).isEqualTo(ActionStatus.FAILED);
      world.command(Verb.RETRY, "a", null);

      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.state("a").attempt()).isEqualTo(2);
      assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
    }

    @Test
    void a_skipped_action_is_passed_over_and_its_dependents_run() {
      var world =
          new EngineWorld(
              action("slow", takes(3)), action("a", BREAKS, "slow"), action("b", takes(0), "a"));
      world.turn();
      world.command(Verb.SKIP, "a", null);

      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.status("a")).isEqualTo(ActionStatus.SKIPPED);
      assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
    }

    @Test
    void a_command_that_makes_no_sense_is_refused_and_says_why() {
      var world = new EngineWorld(action("a", takes(3)));
      world.turn();
      world.command(Verb.SKIP, "a", null);
      world.command(Verb.SETTLE, "a", ActionEnd.COMPLETE);

      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.commands.history(RUN))
          .extracting(AppliedCommand::outcome)
          .containsExactly("refused: it is RUNNING", "refused: it is RUNNING");
    }

    @Test
    void a_crash_between_command_and_mark_carries_it_out_once() {
      for (int write = 1; write <= 6; write++) {
        var world = new EngineWorld(action("a", takes(2)), action("b", takes(0), "a"));
        world.turn();
        world.command(Verb.SUSPEND, null, null);
        world.command(Verb.RESUME, null, null);
        world.crashAt(write, false);

        assertThat(world.drive().next()).as("write " + write).isEqualTo(Next.SUCCESS);
        assertThat(world.commands.history(RUN)).as("write " + write).hasSize(2);
        assertThat(world.commands.pending(RUN)).as("write " + write).isEmpty();
      }
    }
  }

  @Nested
  class Doubt {
    @Test
    void an_intent_without_outcome_of_what_cannot_be_repeated_is_for_a_person_to_settle() {
      var world = new EngineWorld(unrepeatable("mail"), action("b", takes(0), "mail"));
      world.scripted.crashInStart();

      assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
      assertThat(world.status("mail")).isEqualTo(ActionStatus.UNKNOWN);
      assertThat(world.status("b")).isEqualTo(ActionStatus.PENDING);
      assertThat(Objects.requireNonNull(world.state("mail").failure()).text())
          .isEqualTo(
              "deployspec.yaml:7:3: nobody knows whether 'mail' was carried out: the answer was"
                  + " lost. Find out, then say so: core settle RUN --action mail --as"
                  + " complete|failed.");
    }

    @Test
    void what_a_person_has_settled_goes_on_from_there() {
      var world =
          new EngineWorld(
              unrepeatable("mail"), action("slow", takes(9)), action("b", takes(0), "mail"));
      world.scripted.crashInStart();
      world.turn();
      world.turn();
      assertThat(world.status("mail")).isEqualTo(ActionStatus.UNKNOWN);
      world.command(Verb.SETTLE, "mail", ActionEnd.COMPLETE);

      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
    }

    @Test
    void a_run_whose_turns_keep_dying_is_given_up_and_can_be_tried_again() {
      var world = new EngineWorld(action("a", takes(1)));
      world.turn();
      world.edit(head -> head.put("unfinishedTurns", 20));

      assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
      assertThat(world.row().problems().getFirst().message())
          .isEqualTo("20 turns of the run in a row have died");
      assertThat(world.document().orElseThrow().unfinishedTurns()).isZero();
    }

    private static Action unrepeatable(String name) {
      return Action.of(name, "TEST::Unrepeatable", new Source("deployspec.yaml", 7, 3))
          .target(TARGET)
          .params(takes(0))
          .build();
    }
  }

  @Nested
  class Others {
    @Test
    void a_run_waits_in_line_for_its_deployment_and_says_for_whom() {
      var world = new EngineWorld(action("a", takes(0)));
      theyHold(world, "deployment/prn:web:shop:main");

      var parked = world.turn();

      assertThat(parked.next()).isEqualTo(Next.PARK);
      assertThat(world.row().status()).hasToString("DEPLOY_REQUESTED");
      assertThat(world.events())
          .filteredOn(e -> e.type().equals("RUN_WAITING"))
          .singleElement()
          .extracting(e -> e.message())
          .asString()
          .startsWith("bob's run " + OTHER + " has deployment/prn:web:shop:main, since ");
      assertThat(world.scripted.effects).isEmpty();

      world.locks.releaseAll(OTHER);
      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.locks.ofRun(RUN)).isEmpty();
    }

    @Test
    void the_lock_of_a_run_that_is_over_is_taken() {
      var world = new EngineWorld(action("a", takes(0)));
      theyHold(world, "deployment/prn:web:shop:main");
      world.ended(OTHER);

      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    }

    @Test
    void an_action_waits_for_what_another_run_holds_and_others_go_on() {
      var world =
          new EngineWorld(action("a", Json.object().put("lock", "stack/x")), action("b", takes(0)));
      theyHold(world, "stack/x");

      world.turn();

      assertThat(world.status("a")).isEqualTo(ActionStatus.PENDING);
      assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
      assertThat(world.locks.waiters("stack/x", 9)).extracting(Lock::owner).containsExactly(RUN);

      world.locks.releaseAll(OTHER);
      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    }

    @Test
    void a_run_in_line_can_be_cancelled() {
      var world = new EngineWorld(action("a", takes(0)));
      theyHold(world, "deployment/prn:web:shop:main");
      world.turn();
      world.command(Verb.CANCEL, null, null);

      assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
      assertThat(world.row().status()).hasToString("DEPLOY_CANCELLED");
      assertThat(world.locks.waiters("deployment/prn:web:shop:main", 9)).isEmpty();
      assertThat(world.scripted.effects).isEmpty();
    }

    @Test
    void a_run_in_line_hands_over_before_its_history_is_full() {
      var world = new EngineWorld(action("a", takes(0)));
      theyHold(world, "deployment/prn:web:shop:main");
      world.turn();
      world.edit(head -> head.put("eventEstimate", 20_000 - 2 * 13)); // a turn costs 13

      assertThat(world.turn().next()).isEqualTo(Next.PARK);
      var result = world.turn();

      assertThat(result.next()).isEqualTo(Next.HAND_OVER);
      assertThat(result.generation()).isEqualTo(2);
      assertThat(world.row().generation()).isEqualTo(2);
      world.ended(OTHER);
      assertThat(world.drive(2).next()).isEqualTo(Next.SUCCESS);
    }

    private static void theyHold(EngineWorld world, String name) {
      world.other(OTHER);
      world.locks.acquire(
          List.of(name), new Claimant(OTHER, Prn.parse("prn:web:shop"), "bob", world.instant()));
    }
  }

  private static ActionBuilder draft(String name, ObjectNode params, String... dependsOn) {
    return Action.of(name, "TEST::Scripted", new Source("deployspec.yaml", 7, 3))
        .target(TARGET)
        .params(params)
        .dependsOn(List.of(dependsOn));
  }

  private static Condition isYes(String action) {
    var values = Json.object();
    values.set("v0", Expressions.compiled(List.of(new Part.OutputOf(action, "Value"))));
    return new Condition("v0 == 'yes'", values);
  }
}
