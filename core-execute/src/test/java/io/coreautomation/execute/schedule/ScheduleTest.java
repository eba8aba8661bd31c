package io.coreautomation.execute.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Problem BROKEN = Problem.of(ProblemCode.STACK_FAILED, "it broke", "");

  @Test
  void what_depends_on_nothing_is_ready_first() {
    var list = list(action("a"), action("b", "a"));

    var look = schedule(list).frontier(nothing(list), OnFailure.DRAIN);

    assertThat(ids(look.ready())).containsExactly("a");
    assertThat(look.isSettled()).isFalse();
  }

  @Test
  void the_start_of_the_longest_chain_goes_first() {
    var list = list(action("short"), action("long"), action("longer", "long"));

    var look = schedule(list).frontier(nothing(list), OnFailure.DRAIN);

    assertThat(ids(look.ready())).containsExactly("long", "short");
  }

  @Test
  void a_failure_stops_new_starts_under_drain() {
    var list = list(action("a"), action("other"), action("afterOther", "other"));
    var progress = nothing(list);
    fail(progress, "a");
    complete(progress, "other");

    var look = schedule(list).frontier(progress, OnFailure.DRAIN);

    assertThat(look.ready()).isEmpty();
    assertThat(look.isSettled()).isTrue();
    assertThat(look.hasFailed()).isTrue();
  }

  @Test
  void branches_that_do_not_depend_on_a_failure_go_on_under_continue() {
    var list =
        list(action("a"), action("afterA", "a"), action("other"), action("afterOther", "other"));
    var progress = nothing(list);
    fail(progress, "a");
    complete(progress, "other");

    var look = schedule(list).frontier(progress, OnFailure.CONTINUE);

    assertThat(ids(look.ready())).containsExactly("afterOther");
    assertThat(look.isSettled()).isFalse();
  }

  @Test
  void the_failure_of_an_optional_action_is_passed_over() {
    var list = list(optional("a"), action("b", "a"));
    var progress = nothing(list);
    fail(progress, "a");

    var look = schedule(list).frontier(progress, OnFailure.DRAIN);

    assertThat(ids(look.ready())).containsExactly("b");
    assertThat(look.hasFailed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(OnFailure.class)
  void what_runs_on_failure_starts_once_its_dependencies_have_ended(OnFailure onFailure) {
    var list =
        list(action("a"), runOn("mend", RunOn.FAILURE, "a"), runOn("always", RunOn.ALWAYS, "a"));
    var progress = nothing(list);
    fail(progress, "a");

    var look = schedule(list).frontier(progress, onFailure);

    assertThat(ids(look.ready())).containsExactlyInAnyOrder("mend", "always");
  }

  @Test
  void what_runs_on_failure_is_skipped_when_nothing_failed() {
    var list = list(action("a"), runOn("mend", RunOn.FAILURE, "a"), action("next", "mend"));
    var progress = nothing(list);
    complete(progress, "a");

    var look = schedule(list).frontier(progress, OnFailure.DRAIN);

    assertThat(ids(look.takeSkipped())).containsExactly("mend");
    assertThat(ids(look.ready())).containsExactly("next");
  }

  @Test
  void what_always_runs_does_so_though_its_dependency_will_never_start() {
    var list = list(action("a"), action("b", "a"), runOn("cleanUp", RunOn.ALWAYS, "b"));
    var progress = nothing(list);
    fail(progress, "a");

    var look = schedule(list).frontier(progress, OnFailure.DRAIN);

    assertThat(ids(look.ready())).containsExactly("cleanUp");
  }

  /**
   * A law: whatever fails, nothing starts before what it depends on has ended well, and every run
   * ends.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void random_graphs_run_to_their_end_in_the_order_of_their_dependencies(long seed) {
    var random = new Random(seed);
    var actions = new ArrayList<Action>();
    for (int i = 0; i < 60; i++) {
      var dependencies = new HashSet<String>();
      for (int d = 0; i > 0 && d < random.nextInt(4); d++) {
        dependencies.add("n" + random.nextInt(i));
      }
      actions.add(action("n" + i, dependencies.toArray(String[]::new)));
    }
    var list = list(actions.toArray(Action[]::new));
    var byId = list.byId();
    var progress = nothing(list);
    var schedule = schedule(list);
    var onFailure = random.nextBoolean() ? OnFailure.DRAIN : OnFailure.CONTINUE;
    var completed = new HashSet<String>();
    for (int rounds = 0; ; rounds++) {
      assertThat(rounds).as("rounds").isLessThanOrEqualTo(61);
      var look = schedule.frontier(progress, onFailure);
      if (look.ready().isEmpty()) {
        assertThat(look.isSettled()).isTrue();
        return;
      }
      for (var action : look.ready()) {
        assertThat(completed).containsAll(byId.get(action.id()).dependsOn());
        if (random.nextInt(20) == 0) {
          fail(progress, action.id());
        } else {
          complete(progress, action.id());
          completed.add(action.id());
        }
      }
    }
  }

  private static Schedule schedule(ActionList list) {
    return Schedule.of(list, action -> Duration.ofMinutes(1));
  }

  static RunProgress nothing(ActionList list) {
    return new RunProgress(
        RunDocument.first(
            RunId.parse("0198f2c4-0000-7000-8000-000000000001"), Digest.of("list"), 1),
        Map.of(),
        1,
        13);
  }

  static void complete(RunProgress progress, String id) {
    var started = progress.action(id).starting(NOW);
    progress.put(id, started, NOW);
    progress.put(id, started.complete(Map.of(), false, Change.NONE, NOW), NOW);
  }

  static void fail(RunProgress progress, String id) {
    ActionState started = progress.action(id).starting(NOW);
    progress.put(id, started, NOW);
    progress.put(id, started.failed(BROKEN, NOW), NOW);
  }

  static List<String> ids(List<Action> actions) {
    return actions.stream().map(Action::id).toList();
  }

  static ActionList list(Action... actions) {
    return ActionList.of(
        TaskVerb.DEPLOY,
        new Coordinates("acme", "web", "shop", "main", "1", null),
        OnFailure.DRAIN,
        List.of(actions));
  }

  static Action action(String id, String... dependsOn) {
    return action(id, null, null, dependsOn);
  }

  private static Action optional(String id) {
    return action(id, null, true);
  }

  private static Action runOn(String id, RunOn runOn, String... dependsOn) {
    return action(id, runOn, null, dependsOn);
  }

  private static Action action(
      String id, @Nullable RunOn runOn, @Nullable Boolean optional, String... dependsOn) {
    return Action.of(id, "SYSTEM::NoOp", new Source("deployspec.yaml", 1, 1))
        .dependsOn(List.of(dependsOn))
        .runOn(runOn)
        .optional(optional)
        .build();
  }
}
