package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.AT;
import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.lock.LockNames;
import io.coreautomation.db.run.RunParent;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.coordinates.Scope;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Runs with actions that runs of their own carry out. */
class PartRunTest {
  private static final RunId FIRST = ChildRuns.id(RUN, "part/1", TaskVerb.DEPLOY);
  private static final RunId SECOND = ChildRuns.id(RUN, "part/2", TaskVerb.DEPLOY);

  private static ActionList list(Action... actions) {
    return ActionList.of(TaskVerb.DEPLOY, AT, OnFailure.DRAIN, List.of(actions));
  }

  private static Action part(int number, ActionList list, ObjectNode more, String... dependsOn) {
    more.put("task", "deploy");
    more.put("list", list.digest().toString());
    more.put("actions", list.actions().size());
    return Action.of("part/" + number, "SYSTEM::RunTask", new Source("deployspec.yaml", 4, 3))
        .params(more)
        .dependsOn(List.of(dependsOn))
        .build();
  }

  private static EngineWorld world(List<ActionList> lists, Action... actions) {
    var world = new EngineWorld(actions);
    lists.forEach(
        list ->
            world.put(ObjectKeys.of(AT).list(list.digest()), list.canonical(), Precondition.NONE));
    return world;
  }

  /** Turns of all runs, as the state machine makes them, until something is so. */
  private static void turns(EngineWorld world, BooleanSupplier until) {
    for (int i = 0; i < 200 && !until.getAsBoolean(); i++) {
      for (var row : world.runs.unfinished(100, null).rows()) {
        turn(world, row);
      }
      world.pass(Duration.ofSeconds(5));
    }
    assertThat(until.getAsBoolean()).isTrue();
  }

  private static void turn(EngineWorld world, RunRow row) {
    try {
      world
          .engine("dead")
          .turn(new TurnRequest(row.runId(), row.generation(), 0, null), EngineWorld.TIME_LEFT);
    } catch (EngineWorld.Crash e) {
      // The next turn goes on.
    }
  }

  private static void end(EngineWorld world) {
    turns(world, () -> world.runs.unfinished(1, null).rows().isEmpty());
  }

  private static RunRow row(EngineWorld world, RunId run) {
    return world.runs.get(run).orElseThrow();
  }

  @Test
  void each_part_is_a_run_below_and_what_they_need_of_each_other_is_handed_on() {
    var made = list(action("network", takes(1).put("value", "vpc-1")));
    var uses =
        list(
            action(
                "app",
                (ObjectNode)
                    takes(1)
                        .set(
                            "value",
                            Expressions.compiled(List.of(new Part.Variable("network@Value"))))));
    var gives = Json.object();
    gives.putArray("outputs").addObject().put("action", "network").put("output", "Value");
    var takes = Json.object();
    takes
        .putObject("inputs")
        .set(
            "network@Value",
            Expressions.compiled(List.of(new Part.OutputOf("part/1", "network@Value"))));
    var world = world(List.of(made, uses), part(1, made, gives), part(2, uses, takes, "part/1"));

    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
    assertThat(row(world, FIRST).parent()).isEqualTo(new RunParent(RUN, "part/1"));
    assertThat(row(world, SECOND).startedAt()).isAfterOrEqualTo(row(world, FIRST).endedAt());
    assertThat(
            new RunStateStore(world)
                .read(ObjectKeys.of(AT), SECOND)
                .orElseThrow()
                .action("app")
                .outputs())
        .containsEntry("Value", "vpc-1");
    assertThat(world.state("part/1").outputs())
        .containsEntry("run", FIRST.text())
        .containsEntry("actions", "1 complete")
        .containsEntry("network@Value", "vpc-1");
    // What was deployed is the whole.
    assertThat(world.runs.lastDeployed(AT.prn())).map(RunRow::runId).contains(RUN);
  }

  @Test
  void a_retry_of_the_whole_goes_on_with_what_has_failed_in_its_parts() {
    var list =
        list(action("bad", takes(1).put("ends", "failedOnce")), action("b", takes(1), "bad"));
    var world = world(List.of(list), part(1, list, Json.object()));
    end(world);
    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");

    world.command(Verb.RETRY, null, null);
    world.deliver(RUN);
    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_COMPLETE");
    assertThat(row(world, FIRST).generation()).isEqualTo(2);
    assertThat(world.runs.newest(10, null).rows()).hasSize(2);
  }

  @Test
  void the_failure_of_a_part_tells_what_failed_and_where() {
    var list = list(action("bad", takes(1).put("ends", "failed")));
    var world = world(List.of(list), part(1, list, Json.object()));

    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_FAILED");
    assertThat(world.state("part/1").failure().text())
        .isEqualTo(
            "deployspec.yaml:7:3: the run "
                + FIRST
                + " failed: it broke. Mend it. The whole story: core show "
                + FIRST.shortId()
                + ".");
  }

  @Test
  void a_cancelled_whole_cancels_its_parts() {
    var list = list(action("long", takes(100)), action("after", takes(1), "long"));
    var world = world(List.of(list), part(1, list, Json.object()));
    turns(world, () -> world.scripted.effects.size() == 1);

    world.command(Verb.CANCEL, null, null);
    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_CANCELLED");
    assertThat(world.status("part/1")).isEqualTo(ActionStatus.CANCELLED);
    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_CANCELLED");
    assertThat(world.scripted.cancelled).containsOnlyKeys("long");
    assertThat(world.scripted.effects).hasSize(1);
  }

  @Test
  void parts_work_under_the_lock_of_the_whole() {
    var list = list(action("a", takes(3)));
    var other = list(action("b", takes(3)));
    var world =
        world(List.of(list, other), part(1, list, Json.object()), part(2, other, Json.object()));
    turns(world, () -> world.scripted.effects.size() == 2);

    assertThat(world.locks.holder(LockNames.deployment(AT.prn().at(Scope.BRANCH))))
        .get()
        .satisfies(lock -> assertThat(lock.owner()).isEqualTo(RUN));
    end(world);
    assertThat(world.locks.all(10, null).rows()).isEmpty();
  }

  @Test
  void a_process_that_dies_at_any_write_begins_no_part_twice() {
    var list = list(action("a", takes(1)), action("b", takes(1), "a"));
    var undisturbed = world(List.of(list), part(1, list, Json.object()));
    var before = undisturbed.writes();
    end(undisturbed);
    var writes = undisturbed.writes() - before;

    for (int write = 1; write <= writes; write++) {
      for (var early : List.of(true, false)) {
        var world = world(List.of(list), part(1, list, Json.object()));
        world.crashAt(write, early);

        end(world);

        assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
        assertThat(world.runs.newest(10, null).rows()).hasSize(2);
        assertThat(world.scripted.effects).hasSize(2);
        assertThat(world.scripted.effects.values()).containsOnly(1);
      }
    }
  }

  @Test
  void a_store_that_does_not_answer_fails_no_part() {
    var list = list(action("a", takes(1)));
    var world = world(List.of(list), part(1, list, Json.object()));
    turns(world, () -> world.runs.get(FIRST).filter(RunRow::isTerminal).isPresent());
    world.beforeNextRead(
        ObjectKeys.of(AT).state(FIRST),
        () -> {
          throw new IllegalStateException("no answer");
        });

    assertThatThrownBy(() -> turn(world, row(world, RUN))).hasMessage("no answer");

    end(world);
    assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
  }

  @Test
  void a_process_that_dies_before_it_lets_go_of_a_lock_keeps_no_part_waiting_for_it() {
    var list = list(locked("b"));
    var first = locked("a");
    var second = part(1, list, Json.object(), "a");
    var undisturbed = world(List.of(list), first, second);
    var before = undisturbed.writes();
    end(undisturbed);
    var writes = undisturbed.writes() - before;

    for (int write = 1; write <= writes; write++) {
      var world = world(List.of(list), first, second);
      world.crashAt(write, false);

      end(world);

      assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
    }
  }

  private static Action locked(String id) {
    return Action.of(id, "TEST::Scripted", new Source("deployspec.yaml", 7, 3))
        .target(EngineWorld.TARGET)
        .params(takes(1))
        .lock("dns")
        .build();
  }

  /** Two parts of which the second one breaks, under a whole that is rolled back. */
  private static EngineWorld breaking(Action... first) {
    var done = list(first);
    var bad = list(action("bad", takes(1).put("ends", "failed")));
    var world =
        new EngineWorld(
            OnFailure.ROLLBACK,
            part(1, done, Json.object()),
            action("own", takes(0)),
            part(2, bad, Json.object(), "part/1", "own"));
    for (var list : List.of(done, bad)) {
      world.put(ObjectKeys.of(AT).list(list.digest()), list.canonical(), Precondition.NONE);
    }
    return world;
  }

  private static ActionStatus status(EngineWorld world, RunId run, String action) {
    return new RunStateStore(world)
        .read(ObjectKeys.of(AT), run)
        .orElseThrow()
        .action(action)
        .status();
  }

  @Test
  void a_rolled_back_whole_takes_back_the_parts_that_are_complete() {
    var world = breaking(action("a", takes(1)), action("b", takes(1), "a"));

    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.status("part/1~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.status("own~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_CANCELLED");
    assertThat(status(world, FIRST, "a~undo")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(status(world, FIRST, "b~undo")).isEqualTo(ActionStatus.COMPLETE);
    // The one that has failed had nothing to take back.
    assertThat(row(world, SECOND).status()).hasToString("DEPLOY_FAILED");
    assertThat(world.locks.all(10, null).rows()).isEmpty();
  }

  @Test
  void nothing_is_taken_back_where_something_in_a_part_cannot_be() {
    var world =
        breaking(action("a", takes(1)), action("mail", "TEST::Unrepeatable", takes(0), null, "a"));

    end(world);

    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(row(world, FIRST).status()).hasToString("DEPLOY_COMPLETE");
    assertThat(world.status("own~undo")).isEqualTo(ActionStatus.PENDING);
    assertThat(world.row().problems().getLast().message())
        .isEqualTo("nothing was taken back, as not all can be: 'mail' sent something, in 'part/1'");
  }

  @Test
  void a_process_that_dies_at_any_write_takes_every_part_back_once() {
    var undisturbed = breaking(action("a", takes(1)));
    var before = undisturbed.writes();
    end(undisturbed);

    for (int write = 1; write <= undisturbed.writes() - before; write++) {
      var world = breaking(action("a", takes(1)));
      world.crashAt(write, write % 2 == 0);

      end(world);

      assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
      assertThat(row(world, FIRST).status()).hasToString("DEPLOY_CANCELLED");
      assertThat(status(world, FIRST, "a~undo")).isEqualTo(ActionStatus.COMPLETE);
      assertThat(world.scripted.effects.values()).containsOnly(1);
    }
  }
}
