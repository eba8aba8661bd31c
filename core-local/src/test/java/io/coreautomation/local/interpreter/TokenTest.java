package io.coreautomation.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.door.RunLauncherContract;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.interpreter.TaskHandler.TaskFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TokenTest {
  /** Waits for a token, for a minute if the input says so; a time-out leads to {@code Late}. */
  private static final String PARK =
      """
      {"StartAt": "Park", "States": {
        "Park": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                 "Parameters": {"FunctionName": "park", "Payload": {"token.$": "$$.Task.Token"}},
                 %s
                 "ResultPath": "$.answer",
                 "Retry": [{"ErrorEquals": ["Again"]}],
                 "Catch": [{"ErrorEquals": ["States.Timeout"], "ResultPath": null, "Next": "Late"}],
                 "End": true},
        "Late": {"Type": "Pass", "End": true}}}\
      """;

  private static final String FOREVER = PARK.formatted("");
  private static final String A_MINUTE = PARK.formatted("\"TimeoutSecondsPath\": \"$.seconds\",");

  @Nested
  class As_any_launcher extends RunLauncherContract {
    private final World world = new World(FOREVER, (_, _, _) -> Json.object());

    @Override
    protected RunLauncher launcher() {
      return world.interpreter();
    }

    @Override
    protected String tokenOf(String execution) throws Exception {
      return world.nextToken();
    }

    @Override
    protected void awaitEnd(String execution) throws Exception {
      world.interpreter().awaitEnd(execution);
    }

    @AfterEach
    void close() {
      world.close();
    }
  }

  @Test
  void an_answer_is_the_tasks_result() throws Exception {
    try (var world = new World(FOREVER, (_, _, _) -> Json.object())) {
      world.interpreter().start("e1", Json.object());
      world.interpreter().wake(world.nextToken(), Json.parse("{\"ok\": true}"));

      var end = world.interpreter().awaitEnd("e1");
      assertThat(end.output()).isEqualTo(Json.parse("{\"answer\": {\"ok\": true}}"));
      assertThat(end.events()).isEqualTo(1 + 6 + 1);
    }
  }

  @Test
  void a_token_may_be_answered_before_its_function_has_returned() throws Exception {
    var worlds = new ArrayList<World>();
    try (var world =
        new World(
            A_MINUTE,
            (_, payload, _) -> {
              assertThat(
                      worlds
                          .getFirst()
                          .interpreter()
                          .wake(payload.path("token").asText(), Json.parse("1")))
                  .isTrue();
              return Json.object();
            })) {
      worlds.add(world);
      var end = world.run("{\"seconds\": 60}");

      assertThat(end.output()).isEqualTo(Json.parse("{\"seconds\": 60, \"answer\": 1}"));
      assertThat(world.age()).isZero();
    }
  }

  @Test
  void an_answer_counts_even_if_its_function_fails_afterwards() throws Exception {
    var worlds = new ArrayList<World>();
    try (var world =
        new World(
            FOREVER,
            (_, payload, _) -> {
              worlds.getFirst().interpreter().wake(payload.path("token").asText(), Json.parse("1"));
              throw new TaskFailure("Again", "after the answer");
            })) {
      worlds.add(world);

      assertThat(world.run("{}").output()).isEqualTo(Json.parse("{\"answer\": 1}"));
    }
  }

  @Test
  void a_token_that_nobody_answers_times_out_in_the_worlds_time() throws Exception {
    try (var world = new World(A_MINUTE, (_, _, _) -> Json.object())) {
      var end = world.run("{\"seconds\": 60}");

      assertThat(end.output()).isEqualTo(Json.parse("{\"seconds\": 60}"));
      assertThat(world.visited()).containsExactly("Park", "Late");
      assertThat(world.age()).hasSeconds(60);
      assertThat(end.events()).isEqualTo(1 + 6 + 2 + 1);
      assertThat(world.interpreter().wake(world.nextToken(), Json.object())).isFalse();
    }
  }

  @Test
  void another_try_has_another_token() throws Exception {
    var tokens = new ArrayList<String>();
    try (var world =
        new World(
            A_MINUTE,
            (_, _, context) -> {
              tokens.add(context.token());
              if (tokens.size() == 1) {
                throw new TaskFailure("Again", "");
              }
              return Json.object();
            })) {
      world.run("{\"seconds\": 60}");

      assertThat(tokens).hasSize(2).doesNotHaveDuplicates().allMatch(t -> t.length() == 43);
    }
  }

  @Test
  void a_time_out_that_is_no_number_of_seconds_fails_the_execution() throws Exception {
    try (var world = new World(A_MINUTE, (_, _, _) -> Json.object())) {
      var end = world.run("{\"seconds\": \"60\"}");

      assertThat(end.status()).isEqualTo(ExecutionStatus.FAILED);
      assertThat(end.cause()).isEqualTo("a whole number of seconds was expected, not \"60\"");
    }
  }

  @Nested
  class After_a_restart {
    private final List<String> called = new ArrayList<>();
    private final World world =
        new World(
            A_MINUTE,
            (_, _, context) -> {
              called.add(context.token());
              return Json.object();
            });

    @AfterEach
    void close() {
      world.close();
    }

    /** Holds the world's time, so that the token does not time out before the restart. */
    private String parkAndRestart() throws Exception {
      world.time().enter(Thread.currentThread());
      world.interpreter().start("e1", Json.parse("{\"seconds\": 60}"));
      var token = world.nextToken();
      world.restart();
      return token;
    }

    @Test
    void the_token_of_before_still_wakes() throws Exception {
      var token = parkAndRestart();
      world.time().enter(Thread.currentThread());
      world.interpreter().resumeAll();
      assertThat(world.nextToken()).isEqualTo(token);

      assertThat(world.interpreter().wake(token, Json.parse("1"))).isTrue();

      assertThat(world.interpreter().awaitEnd("e1").output())
          .isEqualTo(Json.parse("{\"seconds\": 60, \"answer\": 1}"));
    }

    @Test
    void a_token_answered_before_it_is_resumed_is_not_lost_and_calls_nothing_again()
        throws Exception {
      var token = parkAndRestart();

      assertThat(world.interpreter().wake(token, Json.parse("1"))).isTrue();
      assertThat(world.interpreter().wake(token, Json.parse("2"))).isFalse();
      assertThat(world.interpreter().resume("e1")).isTrue();

      assertThat(world.interpreter().awaitEnd("e1").output())
          .isEqualTo(Json.parse("{\"seconds\": 60, \"answer\": 1}"));
      assertThat(called).hasSize(1);
    }

    @Test
    void the_time_out_counts_from_the_first_start() throws Exception {
      parkAndRestart();
      world.interpreter().resumeAll();
      world.interpreter().awaitEnd("e1");

      assertThat(world.visited()).containsExactly("Park", "Late");
      assertThat(world.age()).hasSeconds(60);
    }
  }
}
