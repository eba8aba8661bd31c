package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TARGET;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.draft;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What operators' commands make of a run, and what is left for them to say. */
class CommandsTest {
  private static final ObjectNode BREAKS = Json.object().put("ends", "failed");

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
  void a_retry_decides_anew_what_conditions_on_what_failed_have_left_out() {
    var world =
        new EngineWorld(
            OnFailure.CONTINUE,
            action("a", Json.object().put("ends", "failedOnce")),
            ifComplete("b", "a"),
            ifComplete("c", "b"),
            ifComplete("unwanted", "a"));
    world.command(Verb.SKIP, "unwanted", null);
    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(world.status("b")).isEqualTo(ActionStatus.SKIPPED);
    assertThat(world.status("c")).isEqualTo(ActionStatus.SKIPPED);

    world.command(Verb.RETRY, null, null);
    world.deliver(EngineWorld.RUN);

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.status("c")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.status("unwanted")).isEqualTo(ActionStatus.SKIPPED); // by a person
  }

  @Test
  void what_was_refused_to_a_person_is_not_what_a_person_has_left_out() {
    var world =
        new EngineWorld(
            OnFailure.CONTINUE,
            action("a", Json.object().put("ends", "failedOnce")),
            ifComplete("b", "a"));
    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);
    assertThat(world.status("b")).isEqualTo(ActionStatus.SKIPPED);

    world.command(Verb.SKIP, "b", null); // it is already: refused
    world.command(Verb.RETRY, null, null);
    world.deliver(EngineWorld.RUN);

    assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
  }

  /** Runs however the other ends, on the condition that it is well. */
  private static Action ifComplete(String name, String other) {
    var status = Json.object();
    status.putObject("it").putArray("$expr").addObject().put("ref", other).put("status", true);
    return draft(name, takes(0), other)
        .runOn(RunOn.ALWAYS)
        .condition(new Condition("it == 'COMPLETE'", status))
        .build();
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
      world.store.crashAt(write, false);

      assertThat(world.drive().next()).as("write " + write).isEqualTo(Next.SUCCESS);
      assertThat(world.commands.history(RUN)).as("write " + write).hasSize(2);
      assertThat(world.commands.pending(RUN)).as("write " + write).isEmpty();
    }
  }

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
    assertThat(world.row().problems().getFirst().text())
        .isEqualTo(
            "20 turns of the run in a row have died, and none could say why: their time or their"
                + " memory was over, perhaps. Look into the engine's log for the cause. Then go on:"
                + " core retry 0198f2c4-0000-7000-8000-0000000000aa.");
    assertThat(world.document().orElseThrow().unfinishedTurns()).isZero();
  }

  private static Action unrepeatable(String name) {
    return Action.of(name, "TEST::Unrepeatable", new Source("deployspec.yaml", 7, 3))
        .target(TARGET)
        .params(takes(0))
        .build();
  }
}
