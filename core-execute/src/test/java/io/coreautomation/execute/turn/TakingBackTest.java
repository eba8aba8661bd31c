package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.draft;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Verb;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs that take back what they have done, or should not. */
class TakingBackTest {
  private static final ObjectNode BREAKS = Json.object().put("ends", "failed");

  private static EngineWorld withMail(OnFailure onFailure) {
    return new EngineWorld(
        onFailure,
        action("a", takes(0)),
        action("mail", "TEST::Unrepeatable", takes(0), null, "a"),
        action("breaks", BREAKS, "mail"));
  }

  @Test
  void where_not_all_can_be_taken_back_nothing_is_and_the_run_says_so() {
    var world = withMail(OnFailure.ROLLBACK);

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.status("a~undo")).isEqualTo(ActionStatus.PENDING);
    assertThat(world.scripted.effects).hasSize(3);
    assertThat(world.row().problems())
        .extracting(Problem::text)
        .containsExactly(
            "deployspec.yaml:7:3: it broke. Mend it.",
            "nothing was taken back, as not all can be: 'mail' sent something. Take back what can"
                + " be: core rollback 000000aa. Or mend what has failed, and go on: core retry"
                + " 000000aa.");
    assertThat(world.report("md")).contains("IRREVERSIBLE: nothing was taken back");
  }

  @Test
  void of_what_was_not_waited_for_nobody_knows_what_to_take_back() {
    var world =
        new EngineWorld(
            OnFailure.ROLLBACK,
            draft("a", takes(50)).awaited(false).build(),
            action("breaks", BREAKS, "a"));

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);

    assertThat(world.row().problems())
        .extracting(Problem::message)
        .contains(
            "nothing was taken back, as not all can be: 'a' was not waited for, so nobody knows"
                + " what it did");
  }

  @Test
  void what_can_be_is_taken_back_if_who_started_the_run_has_said_that_this_will_do() {
    var world = withMail(OnFailure.ROLLBACK).partialRollback();

    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.status("a~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.row().problems())
        .extracting(Problem::text)
        .containsExactly(
            "deployspec.yaml:7:3: it broke. Mend it.",
            "not all was taken back: 'mail' sent something. Look at what is left, and take it back"
                + " by hand where that is needed.");
  }

  @Test
  void an_operator_takes_back_what_can_be_of_a_run_that_has_failed() {
    var world = withMail(OnFailure.DRAIN);
    world.drive();
    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");

    world.command(Verb.ROLLBACK, null, null);
    world.deliver(RUN);
    assertThat(world.drive(world.row().generation()).next()).isEqualTo(Next.FAILURE);

    assertThat(world.row().status()).hasToString("DEPLOY_CANCELLED");
    assertThat(world.status("a~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.commands.history(RUN))
        .extracting(AppliedCommand::outcome)
        .containsExactly("1 action takes back what the run did");
    assertThat(world.row().problems())
        .extracting(Problem::message)
        .contains("not all was taken back: 'mail' sent something");
    assertThat(world.locks.all(10, null).rows()).isEmpty();
  }

  @Test
  void what_was_taken_back_is_not_taken_back_twice() {
    var world =
        new EngineWorld(OnFailure.ROLLBACK, action("a", takes(0)), action("b", BREAKS, "a"));
    world.drive();
    var effects = world.scripted.effects.size();

    world.command(Verb.ROLLBACK, null, null);
    world.deliver(RUN);
    world.drive(world.row().generation());

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.scripted.effects).hasSize(effects);
    assertThat(world.commands.history(RUN))
        .extracting(AppliedCommand::outcome)
        .containsExactly("refused: what the run did is taken back already");
  }

  @Test
  void what_a_later_run_of_the_deployment_has_taken_over_is_left_alone() {
    var world = withMail(OnFailure.DRAIN);
    world.drive();
    var later = RunId.parse("0198f2c4-0000-7000-8000-0000000000bb");
    world.clock.pass(Duration.ofMinutes(1));
    world.other(later);
    world.runs.save(
        world.runs.get(later).orElseThrow(), changes -> changes.startedAt(world.clock.instant()));
    var effects = world.scripted.effects.size();

    world.command(Verb.ROLLBACK, null, null);
    world.deliver(RUN);
    world.drive(world.row().generation());

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.scripted.effects).hasSize(effects);
    assertThat(world.commands.history(RUN))
        .extracting(AppliedCommand::outcome)
        .containsExactly("refused: run " + later + " of the same deployment came after it");
  }

  @Test
  void a_process_that_dies_at_any_write_takes_nothing_back_twice() {
    var undisturbed = withMail(OnFailure.ROLLBACK).partialRollback();
    var before = undisturbed.store.writes();
    undisturbed.drive();

    for (int write = 1; write <= undisturbed.store.writes() - before; write++) {
      var world = withMail(OnFailure.ROLLBACK).partialRollback();
      world.store.crashAt(write, write % 2 == 0);

      world.drive();

      assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
      // One that cannot be repeated may have been lost: then nobody knows of it.
      assertThat(world.scripted.effects.values()).containsOnly(1);
      assertThat(world.status("a~undo")).isEqualTo(ActionStatus.COMPLETE);
    }
  }
}
