package io.coreautomation.execute.turn;

import static io.coreautomation.execute.turn.EngineWorld.RUN;
import static io.coreautomation.execute.turn.EngineWorld.TIME_LEFT;
import static io.coreautomation.execute.turn.EngineWorld.action;
import static io.coreautomation.execute.turn.EngineWorld.takes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.event.Event;
import io.coreautomation.execute.turn.TurnResult.Next;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunDocument.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {

  @Test
  void a_run_goes_to_its_end_in_order_and_state_row_events_and_report_agree() {
    var world = new EngineWorld(action("a", takes(2)), action("b", takes(0), "a"));

    var end = world.drive();

    assertThat(end.next()).isEqualTo(Next.SUCCESS);
    assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
    assertThat(world.row().counts()).isEqualTo(Map.of("COMPLETE", 2L));
    assertThat(world.status("a")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(Objects.requireNonNull(world.state("b").startedAt()))
        .isAfterOrEqualTo(world.state("a").endedAt());
    assertThat(world.events())
        .extracting(Event::type)
        .contains("RUN_STARTED", "ACTION_RUNNING", "ACTION_COMPLETE", "RUN_COMPLETE");
    assertThat(world.events().stream().filter(e -> e.type().equals("ACTION_COMPLETE"))).hasSize(2);
    assertThat(Json.parse(world.report("json")).at("/run/status").asText())
        .isEqualTo("DEPLOY_COMPLETE");
    assertThat(world.report("md"))
        .contains("| a | 210000000011/eu-west-1 | TEST::Scripted | complete |");
  }

  @Test
  void a_failure_ends_the_run_once_all_is_settled_and_says_where_it_was_written() {
    var world =
        new EngineWorld(
            action("a", Json.object().put("ends", "failed")),
            action("slow", takes(3)),
            action("next", takes(0), "a"));

    var end = world.drive();

    assertThat(end.next()).isEqualTo(Next.FAILURE);
    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
    assertThat(world.status("slow")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.status("next")).isEqualTo(ActionStatus.PENDING);
    assertThat(world.row().problems().getFirst().text())
        .isEqualTo("deployspec.yaml:7:3: it broke. Mend it.");
  }

  @Test
  void other_branches_go_on_under_continue() {
    var world =
        new EngineWorld(
            OnFailure.CONTINUE,
            action("a", Json.object().put("ends", "failed")),
            action("other", takes(1)),
            action("afterOther", takes(1), "other"));

    world.drive();

    assertThat(world.status("afterOther")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.row().status()).hasToString("DEPLOY_FAILED");
  }

  @Test
  void a_throttled_call_costs_no_attempt() {
    var world = new EngineWorld(action("a", Json.object().put("throttled", 3)));

    world.drive();

    assertThat(world.state("a").attempt()).isEqualTo(1);
    assertThat(world.status("a")).isEqualTo(ActionStatus.COMPLETE);
    assertThat(world.scripted.effects.values()).containsExactly(1);
  }

  @Test
  void what_heals_by_itself_is_tried_again_for_five_minutes_and_no_longer() {
    var world = new EngineWorld(action("a", Json.object().put("ends", "healing")));

    world.drive();

    var state = world.state("a");
    assertThat(state.status()).isEqualTo(ActionStatus.FAILED);
    assertThat(
            Duration.between(
                Objects.requireNonNull(state.startedAt()), Objects.requireNonNull(state.endedAt())))
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(7));
  }

  @Test
  void a_bug_of_a_kind_fails_its_action_and_no_other() {
    var world =
        new EngineWorld(
            OnFailure.CONTINUE,
            action("a", Json.object().put("ends", "bug")),
            action("b", takes(1)));

    world.drive();

    assertThat(world.status("a")).isEqualTo(ActionStatus.FAILED);
    assertThat(world.status("b")).isEqualTo(ActionStatus.COMPLETE);
  }

  @Test
  void what_takes_longer_than_its_timeout_is_called_off_and_has_failed() {
    var world = new EngineWorld(action("a", "TEST::Scripted", takes(1_000), Duration.ofMinutes(2)));

    world.drive();

    assertThat(world.scripted.cancelled).containsKey("a");
    assertThat(Objects.requireNonNull(world.state("a").failure()).message())
        .isEqualTo("'a' was not done after 2m 00s");
  }

  @Test
  void outputs_and_variables_reach_those_who_refer_to_them_however_large_they_are() {
    var large = "x".repeat(1_000);
    var world =
        new EngineWorld(
            action("a", Json.object().put("value", large)),
            action("set", "SYSTEM::SetVariables", variables(), null, "a"),
            action("b", refersToVariable(), "set"));

    world.drive();

    assertThat(world.state("a").outputsApart()).isTrue();
    assertThat(Json.parse(world.report("json")).at("/actions/2/outputs/Value").asText())
        .isEqualTo(large);
  }

  @Test
  void a_reference_to_an_output_that_is_not_there_fails_with_the_nearest_one() {
    var params = Json.object();
    params.set("value", Expressions.compiled(List.of(new Part.OutputOf("a", "Valeu"))));
    var world =
        new EngineWorld(action("a", Json.object().put("value", "1")), action("b", params, "a"));

    world.drive();

    assertThat(Objects.requireNonNull(world.state("b").failure()).text())
        .isEqualTo("deployspec.yaml:7:3: 'a' has no output 'Valeu'. Did you mean 'Value'?");
  }

  @Nested
  class TwoTurnsOfOneRun {
    @Test
    void a_turn_that_finds_a_living_claim_waits_it_out_and_touches_nothing() {
      var world = started();
      claim(world, "alive", Duration.ofSeconds(90));
      var before = world.writes();

      var result = world.engine("other").turn(new TurnRequest(RUN, 1, 1, null), TIME_LEFT);

      assertThat(result.next()).isEqualTo(Next.PARK);
      assertThat(result.wakeInSeconds()).isEqualTo(90);
      assertThat(world.writes()).isEqualTo(before);
    }

    @Test
    void the_claim_of_a_dead_process_is_taken_at_once() {
      var world = started();
      claim(world, "dead", Duration.ofSeconds(90));

      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
      assertThat(world.scripted.effects.values()).containsExactly(1);
    }

    @Test
    void a_claim_whose_time_is_over_is_taken() {
      var world = started();
      claim(world, "alive", Duration.ofSeconds(90));
      world.pass(Duration.ofSeconds(91));

      assertThat(world.drive().next()).isEqualTo(Next.SUCCESS);
    }

    @Test
    void a_turn_that_was_overtaken_between_reading_and_claiming_does_nothing() {
      var world = new EngineWorld(action("a", takes(2)));
      var other = world.engine("other");
      world.beforeNextWrite(() -> other.turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT));

      var result = world.engine("late").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);

      assertThat(result.next()).isEqualTo(Next.PARK);
      assertThat(world.scripted.effects.values()).containsExactly(1);
    }

    @Test
    void an_execution_of_an_earlier_generation_stops() {
      var world = started();
      world.edit(head -> head.put("generation", 2));
      var before = world.writes();

      var result = world.engine("dead").turn(new TurnRequest(RUN, 1, 1, null), TIME_LEFT);

      assertThat(result.next()).isEqualTo(Next.SUCCESS);
      assertThat(world.writes()).isEqualTo(before);
      assertThat(world.drive(2).next()).isEqualTo(Next.SUCCESS);
    }

    private EngineWorld started() {
      var world = new EngineWorld(action("a", takes(3)));
      world.engine("dead").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);
      return world;
    }

    private void claim(EngineWorld world, String holder, Duration left) {
      world.edit(
          head -> head.set("claim", Json.tree(new Claim(holder, world.instant().plus(left)))));
    }
  }

  /** A process may die at any write: the next one neither loses nor doubles anything. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_crash_at_any_write_leaves_a_run_that_ends_as_if_nothing_had_happened(boolean before) {
    var undisturbed = crashing();
    undisturbed.drive();
    var writes = undisturbed.writes();
    assertThat(writes).isGreaterThan(10);

    for (int write = 1; write <= writes; write++) {
      var world = crashing();
      world.crashAt(write, before);

      var end = world.drive();

      var where = (before ? "before" : "after") + " write " + write + " of " + writes;
      assertThat(end.next()).as(where).isEqualTo(Next.SUCCESS);
      assertThat(world.scripted.effects).as(where).isEqualTo(undisturbed.scripted.effects);
      assertThat(statuses(world)).as(where).isEqualTo(statuses(undisturbed));
      assertThat(world.row().status()).as(where).isEqualTo(undisturbed.row().status());
      assertThat(terminalEvents(world)).as(where).isEqualTo(terminalEvents(undisturbed));
    }
  }

  @Test
  void a_run_hands_over_before_its_history_is_full_and_the_next_execution_ends_it() {
    var world = new EngineWorld(action("a", takes(1)));
    var document = world.engine("dead").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);
    assertThat(document.next()).isEqualTo(Next.PARK);
    world.edit(head -> head.put("eventEstimate", 20_000));

    var handed = world.engine("dead").turn(new TurnRequest(RUN, 1, 1, null), TIME_LEFT);

    assertThat(handed.next()).isEqualTo(Next.HAND_OVER);
    assertThat(handed.generation()).isEqualTo(2);
    assertThat(world.document().orElseThrow().generation()).isEqualTo(2);
    assertThat(world.drive(2).next()).isEqualTo(Next.SUCCESS);
  }

  @Test
  void a_run_hands_over_before_its_execution_is_a_year_old_and_so_does_the_next_one() {
    var world = new EngineWorld(action("a", "TEST::Scripted", takes(9), Duration.ofDays(1_000)));
    assertThat(turn(world, 1).next()).isEqualTo(Next.PARK);

    for (int generation = 1; generation <= 3; generation++) {
      world.pass(Duration.ofDays(299));
      assertThat(turn(world, generation).next()).isEqualTo(Next.PARK);
      world.pass(Duration.ofDays(1));
      var handed = turn(world, generation);
      assertThat(handed.next()).isEqualTo(Next.HAND_OVER);
      assertThat(handed.generation()).isEqualTo(generation + 1);
      assertThat(world.row().generation()).isEqualTo(generation + 1);
      assertThat(turn(world, generation + 1).next()).isEqualTo(Next.PARK);
    }
    assertThat(world.drive(4).next()).isEqualTo(Next.SUCCESS);
  }

  private static TurnResult turn(EngineWorld world, long generation) {
    return world.engine("dead").turn(new TurnRequest(RUN, generation, 0, null), TIME_LEFT);
  }

  @Test
  void a_run_whose_execution_gives_up_is_stalled_and_can_go_on() {
    var world = new EngineWorld(action("a", takes(1)));
    world.engine("dead").turn(new TurnRequest(RUN, 1, 0, null), TIME_LEFT);

    world
        .engine("dead")
        .abandon(new TurnRequest(RUN, 1, 1, Json.object().put("Error", "Lambda.Unknown")));

    assertThat(world.row().status()).hasToString("DEPLOY_STALLED");
    assertThat(world.drive(1).next()).isEqualTo(Next.SUCCESS);
    assertThat(world.row().status()).hasToString("DEPLOY_COMPLETE");
  }

  private static EngineWorld crashing() {
    return new EngineWorld(
        action("a", Json.object().put("checks", 1).put("value", "y".repeat(400))),
        action("b", takes(2), "a"),
        action("c", takes(0), "a"),
        action("end", "SYSTEM::NoOp", Json.object(), null, "b", "c"));
  }

  private static Map<String, ActionStatus> statuses(EngineWorld world) {
    return world.document().orElseThrow().actions().entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, e -> ((ActionState) e.getValue()).status()));
  }

  private static List<String> terminalEvents(EngineWorld world) {
    return world.events().stream()
        .filter(e -> e.type().equals("ACTION_COMPLETE") || e.type().equals("RUN_COMPLETE"))
        .map(e -> e.type() + " " + e.actionId())
        .sorted()
        .toList();
  }

  private static ObjectNode variables() {
    var params = Json.object();
    params
        .putObject("variables")
        .set("v", Expressions.compiled(List.of(new Part.OutputOf("a", "Value"))));
    return params;
  }

  private static ObjectNode refersToVariable() {
    var params = Json.object();
    params.set("value", Expressions.compiled(List.of(new Part.Variable("v"))));
    return params;
  }
}
