package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TIME_LEFT;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.lock.Claimant;
import io.coreautomation.db.lock.LockNames;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.coordinates.Scope;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What turns and operators make of a run that is over. */
class EndedRunsTest {

  @Test
  void a_run_whose_list_is_gone_is_given_up_after_some_turns() {
    var world = new EngineWorld(action("a", takes(0)));
    var list = Objects.requireNonNull(world.row().listDigest());
    world.store.objects().delete(ObjectKeys.of(EngineWorld.AT).list(list));

    dieAgainAndAgain(world);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.row().problems().getFirst().text())
        .isEqualTo(
            "20 turns of the run in a row have died, the last that could say why of this: the"
                + " action list '%s' is gone. Bring the object back, as from an earlier version of"
                    .formatted(ObjectKeys.of(EngineWorld.AT).list(list))
                + " it, or run the package again. Then go on: core retry"
                + " 0198f2c4-0000-7000-8000-0000000000aa.");
    assertThat(world.locks.ofRun(RUN)).isEmpty();
  }

  @Test
  void so_is_one_with_a_kind_that_is_not_there() {
    var world = new EngineWorld(action("a", "ACME::Gone", takes(0), null));

    dieAgainAndAgain(world);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.row().problems().getFirst().text())
        .isEqualTo(
            "deployspec.yaml:7:3: 20 turns of the run in a row have died, the last that could say"
                + " why of this: the kind ACME::Gone of 'a' is not there any"
                + " more. Give the engine that kind again: a release that has it, or, for a kind"
                + " of one's own, the folder of kinds (--kinds of core, core:kinds of infra). Then"
                + " go on: core retry 0198f2c4-0000-7000-8000-0000000000aa.");
  }

  @Test
  void so_is_one_that_applies_a_plan_which_is_gone() {
    var world = new EngineWorld(TaskVerb.APPLY, OnFailure.DRAIN, action("a", takes(0)));
    var plan = Digest.of("plan");
    world.runs.save(world.row(), changes -> changes.plan(plan));

    dieAgainAndAgain(world);

    assertThat(world.row().problems().getFirst().message())
        .isEqualTo(
            "20 turns of the run in a row have died, the last that could say why of this: the plan"
                + " '%s' is gone".formatted(ObjectKeys.of(EngineWorld.AT).plan(plan)));
  }

  @Test
  void what_a_run_that_was_given_up_had_not_told_yet_is_told_once_it_goes_on_with_its_list() {
    var world = new EngineWorld(action("a", "TEST::Scripted", takes(3), Duration.ofDays(1)));
    world.turn();
    var list = ObjectKeys.of(EngineWorld.AT).list(Objects.requireNonNull(world.row().listDigest()));
    var content = world.store.objects().get(list).orElseThrow().content();
    world.edit(
        head ->
            head.putArray("outbox")
                .addObject()
                .put("action", "a")
                .put("attempt", 1)
                .put("status", "CANCELLING")
                .put("at", world.clock.now().toString()));
    world.edit(head -> head.put("rollback", Digest.of("undo").toString()));
    world.store.objects().delete(list);
    dieAgainAndAgain(world);
    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.events()).extracting(Event::type).doesNotContain("ACTION_CANCELLING");

    world.edit(head -> head.remove("rollback"));
    world.store.objects().put(list, content, ObjectStore.Precondition.NONE);
    world.command(Verb.RETRY, null, null);
    world.deliver(RUN);

    assertThat(world.drive(2).next()).isEqualTo(Next.SUCCESS);
    assertThat(world.events()).extracting(Event::type).contains("ACTION_CANCELLING");
    assertThat(world.document().orElseThrow().lastDeath()).isNull();
  }

  @Test
  void what_a_turn_died_of_is_kept_within_bounds_and_for_as_long_as_none_comes_to_its_end() {
    var world = new EngineWorld(action("a", takes(3)));
    world.turn();
    world.store.beforeNextRead(
        "list",
        () -> {
          throw new IllegalStateException("x".repeat(5_000));
        });

    assertThatIllegalStateException().isThrownBy(world::turn);
    var died = Objects.requireNonNull(world.document().orElseThrow().lastDeath());
    world.edit(head -> head.put("unfinishedTurns", 3)); // two more, which nobody heard of

    assertThat(died.code()).isEqualTo(ProblemCode.INTERNAL);
    assertThat(died.message())
        .startsWith("java.lang.IllegalStateException: xxx")
        .hasSize(500)
        .endsWith("x…");
    assertThat(world.document().orElseThrow().lastDeath()).isEqualTo(died);
    world.turn();
    assertThat(world.document().orElseThrow().lastDeath()).isNull();
  }

  private static void dieAgainAndAgain(EngineWorld world) {
    for (int turns = 0; turns < 30 && !world.row().isTerminal(); turns++) {
      try {
        world.turn();
      } catch (RuntimeException e) {
        // As Lambda sees it; Step Functions asks for the next one.
      }
      world.clock.pass(Duration.ofMinutes(5));
    }
  }

  @Test
  void a_turn_whose_run_ends_before_it_has_read_its_state_lets_go_of_what_it_took() {
    var world = new EngineWorld(action("a", takes(0)));
    world.store.beforeNextRead("state", world::drive);

    var late = world.engine("late").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);

    assertThat(late.next()).isEqualTo(Next.SUCCESS);
    assertThat(world.locks.ofRun(RUN)).isEmpty();
    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void a_turn_whose_run_ends_before_it_has_read_its_state_leaves_the_line_too() {
    var next = RunId.parse("0198f2c4-0000-7000-8000-0000000000bb");
    var world = new EngineWorld(action("a", takes(0)));
    world.other(next);
    world.store.beforeNextRead(
        "state",
        () -> {
          world.drive();
          var deployment = LockNames.deployment(EngineWorld.AT.prn().at(Scope.BRANCH));
          world.locks.acquire(
              List.of(deployment),
              new Claimant(next, EngineWorld.AT.prn(), "bob", world.clock.instant()));
        });

    var late = world.engine("late").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);

    assertThat(late.next()).isEqualTo(Next.SUCCESS);
    assertThat(world.locks.waitingOf(RUN)).isEmpty();
  }

  @Test
  void a_run_that_failed_while_it_was_suspended_goes_on_when_it_is_opened_again() {
    var world =
        new EngineWorld(
            action("a", Json.object().put("checks", 1).put("ends", "failed")),
            action("b", takes(0), "a"));
    world.turn();
    world.command(Verb.SUSPEND, null, null);
    assertThat(world.drive().next()).isEqualTo(Next.FAILURE);

    world.command(Verb.SKIP, "a", null);
    world.runs.reopen(
        world.row(),
        2,
        Event.ofRun(RUN, world.row().prn(), Event.RUN_REOPENED, "ann", world.clock.instant()));

    assertThat(world.drive(2).next()).isEqualTo(Next.SUCCESS);
    assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
  }

  @Test
  void what_was_asked_before_the_end_is_answered_by_the_turn_that_follows_one_which_died_at_it() {
    var world = new EngineWorld(action("a", takes(0)));
    world.drive();
    var end = Objects.requireNonNull(world.row().endedAt());
    world.commands.request(suspend("before", end));
    world.commands.request(suspend("after", end.plusSeconds(1)));

    assertThat(world.turn().next()).isEqualTo(Next.SUCCESS);

    assertThat(world.commands.history(RUN))
        .extracting(answer -> answer.command().id(), AppliedCommand::outcome)
        .containsExactly(tuple("before", "refused: the run was over"));
    assertThat(world.commands.pending(RUN)).extracting(Command::id).containsExactly("after");
  }

  private static Command suspend(String id, Instant at) {
    return new Command(RUN, id, Verb.SUSPEND, null, null, null, "ann", at);
  }
}
