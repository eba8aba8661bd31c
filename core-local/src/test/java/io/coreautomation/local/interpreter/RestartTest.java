package io.coreautomation.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.door.RunLauncher.Start;
import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machine that every world runs, interrupted wherever it can be. */
@Timeout(60)
class RestartTest {
  private static final StateMachine MACHINE = RunMachine.read();

  /** Answers turns with a script: what is next after the first, the second, … */
  private static final class Turns {
    private final List<String> script;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    Turns(String... script) {
      this.script = List.of(script);
    }

    com.fasterxml.jackson.databind.JsonNode handle(
        String function, com.fasterxml.jackson.databind.JsonNode payload) {
      var turn = payload.path("turn").asInt();
      calls.add(function + " " + turn + (payload.has("abandon") ? " abandon" : ""));
      if (function.equals("invoker")) {
        return Json.object().put("runId", "r9");
      }
      if (!function.equals("execute") || payload.has("abandon")) {
        return Json.object();
      }
      var next = script.get(turn);
      if (next.equals("dies")) {
        throw new IllegalStateException("the turn died");
      }
      return Json.object()
          .put("runId", payload.path("runId").asText())
          .put("generation", payload.path("generation").asInt() + (next.equals("handOver") ? 1 : 0))
          .put("turn", turn + 1)
          .put("next", next)
          .put("wakeInSeconds", 30)
          .put("wakeCounter", 0);
    }
  }

  private static final String INPUT =
      "{\"runId\": \"r1\", \"generation\": 1, \"turn\": 0, \"next\": \"continue\"}";

  private static World world(Turns turns) {
    return new World(MACHINE, (function, payload, _) -> turns.handle(function, payload));
  }

  @Test
  void a_run_goes_from_turn_to_turn_and_sleeps_between_them() throws Exception {
    try (var world = world(new Turns("continue", "park", "success"))) {
      var end = world.run(INPUT);

      assertThat(world.visited())
          .containsExactly(
              "Admit", "Execute", "Route", "Execute", "Route", "Park", "Execute", "Route", "Done");
      assertThat(end.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(world.age()).hasSeconds(30);
      // Start and Admit; a continued turn: 7; a parked one: 13; the last: 7 and Done with the end.
      assertThat(end.events()).isEqualTo(1 + 2 + 7 + 13 + 7 + 3);
    }
  }

  @Test
  void a_failed_run_fails_its_execution() throws Exception {
    try (var world = world(new Turns("failure"))) {
      var end = world.run(INPUT);

      assertThat(end.status()).isEqualTo(ExecutionStatus.FAILED);
      assertThat(end.error()).isEqualTo("RunFailed");
    }
  }

  @Test
  void a_run_whose_turns_keep_dying_is_abandoned() throws Exception {
    var turns = new Turns("dies");
    try (var world = world(turns)) {
      var end = world.run(INPUT);

      assertThat(end.error()).isEqualTo("RunStalled");
      assertThat(turns.calls).hasSize(12).last().isEqualTo("execute 0 abandon");
      assertThat(world.visited()).containsExactly("Admit", "Execute", "Abandon", "RunStalled");
      // Eleven tries of Execute: 3 each.
      assertThat(end.events()).isEqualTo(1 + 2 + (2 + 11 * 3) + 5 + 2);
    }
  }

  @Test
  void a_hand_over_starts_the_next_generation() throws Exception {
    try (var world = world(new Turns("handOver", "success"))) {
      world.interpreter().start("deploy-r1-1", Json.parse(INPUT));
      assertThat(world.interpreter().awaitEnd("deploy-r1-1").status())
          .isEqualTo(ExecutionStatus.SUCCEEDED);

      var next = world.interpreter().awaitEnd("deploy-r1-2");
      assertThat(next.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(next.input())
          .isEqualTo(
              Json.parse(
                  """
                  {"runId": "r1", "generation": 2, "turn": 1, "next": "continue",
                   "wakeInSeconds": 30, "wakeCounter": 0}\
                  """));
    }
  }

  @Test
  void a_hand_over_to_an_execution_that_ended_is_no_failure() throws Exception {
    try (var world = world(new Turns("handOver", "success"))) {
      world.interpreter().start("deploy-r1-2", Json.parse(INPUT.replace("0", "1")));
      world.interpreter().awaitEnd("deploy-r1-2");
      world.interpreter().start("deploy-r1-1", Json.parse(INPUT));

      assertThat(world.interpreter().awaitEnd("deploy-r1-1").status())
          .isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  @Test
  void a_bare_task_is_submitted() throws Exception {
    var turns = new Turns();
    try (var world = world(turns)) {
      assertThat(world.run("{\"task\": \"deploy\"}").output())
          .isEqualTo(Json.object().put("runId", "r9"));
      assertThat(turns.calls).containsExactly("invoker 0");
    }
  }

  /** Stops the process while a function is called for the first time in a given state. */
  @ParameterizedTest
  @ValueSource(strings = {"Execute", "Park"})
  void a_task_that_a_restart_interrupts_is_called_again(String state) throws Exception {
    var turns = new Turns("park", "success");
    var reached = new CompletableFuture<Void>();
    var mayReturn = new CountDownLatch(1);
    try (var world =
        new World(
            MACHINE,
            (function, payload, context) -> {
              var answer = turns.handle(function, payload);
              if (context.state().equals(state) && reached.complete(null)) {
                mayReturn.await();
              }
              return answer;
            })) {
      world.interpreter().start("e1", Json.parse(INPUT));
      reached.join();
      var restarted = CompletableFuture.runAsync(world::restart);
      awaitPaused(world);
      mayReturn.countDown();
      restarted.join();
      assertThat(world.row().state()).isEqualTo(state);
      assertThat(world.row().status()).isEqualTo(ExecutionStatus.RUNNING);

      world.interpreter().resumeAll();
      assertThat(world.interpreter().awaitEnd("e1").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(turns.calls)
          .isEqualTo(
              state.equals("Execute")
                  ? List.of("execute 0", "execute 0", "park 1", "execute 1")
                  : List.of("execute 0", "park 1", "park 1", "execute 1"));
      assertThat(world.age()).hasSeconds(30);
    }
  }

  /** The interpreter answers with a running row as soon as it is closed. */
  private static void awaitPaused(World world) throws InterruptedException {
    assertThat(world.interpreter().awaitEnd("e1").status()).isEqualTo(ExecutionStatus.RUNNING);
  }

  @Test
  void a_wait_that_a_restart_interrupts_ends_when_it_would_have() throws Exception {
    try (var world =
        new World(
            """
            {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 60, "End": true}}}\
            """,
            (_, _, _) -> Json.object())) {
      world.time().enter(Thread.currentThread()); // so that the wait is not over at once
      world.interpreter().start("e1", Json.object());
      world.restart();
      assertThat(world.row().status()).isEqualTo(ExecutionStatus.RUNNING);

      world.interpreter().resumeAll();
      world.interpreter().awaitEnd("e1");
      assertThat(world.age()).hasSeconds(60);
    }
  }

  @Test
  void what_an_earlier_process_left_can_be_seen_and_stopped_before_it_is_resumed()
      throws Exception {
    try (var world = world(new Turns("park", "success"))) {
      world.time().enter(Thread.currentThread());
      world.interpreter().start("e1", Json.parse(INPUT));
      world.nextToken();
      world.restart();

      assertThat(world.interpreter().describe("e1")).contains(ExecutionStatus.RUNNING);
      assertThat(world.interpreter().start("e1", Json.parse(INPUT)))
          .isEqualTo(Start.ALREADY_STARTED);
      world.interpreter().stop("e1", "Stopped", "by a test");

      assertThat(world.interpreter().describe("e1")).contains(ExecutionStatus.ABORTED);
      assertThat(world.interpreter().resume("e1")).isFalse();
    }
  }

  @Test
  void an_execution_started_while_the_process_ends_is_carried_out_by_the_next() throws Exception {
    try (var world = world(new Turns("success"))) {
      world.interpreter().close();
      assertThat(world.interpreter().start("e1", Json.parse(INPUT))).isEqualTo(Start.STARTED);
      assertThat(world.interpreter().awaitEnd("e1").status()).isEqualTo(ExecutionStatus.RUNNING);

      world.restart();
      world.interpreter().resumeAll();
      assertThat(world.interpreter().awaitEnd("e1").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }
}
