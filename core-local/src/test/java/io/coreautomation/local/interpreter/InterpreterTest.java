package io.coreautomation.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.interpreter.TaskHandler.TaskFailure;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class InterpreterTest {
  /** A function {@code f} that answers with what it was given, and one for each error. */
  static JsonNode function(String function, JsonNode payload, TaskHandler.TaskContext context)
      throws Exception {
    return switch (function) {
      case "f" -> payload;
      case "fails" -> throw new TaskFailure("Custom", "because");
      case "throws" -> throw new IllegalStateException("broken");
      case "dies" -> throw new OutOfMemoryError("Java heap space");
      case "large" -> Json.object().put("text", "x".repeat(300_000));
      default -> throw new IllegalArgumentException("no function " + function);
    };
  }

  /**
   * @param events what Step Functions' history has: see {@link HistoryEvents}
   * @param outcome the output, or the error
   */
  record Case(
      String name, String states, String input, String visited, long events, String outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String task(String function, String more) {
    return """
    {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
     "Parameters": {"FunctionName": "%s", "Payload.$": "$"} %s}\
    """
        .formatted(function, more);
  }

  static Stream<Case> machines() {
    return Stream.of(
        new Case(
            "pass with a result in a place",
            """
            "A": {"Type": "Pass", "Result": {"b": 1}, "ResultPath": "$.r", "Next": "B"},
            "B": {"Type": "Succeed"}\
            """,
            "{\"a\": 0}",
            "A B",
            6,
            "{\"a\":0,\"r\":{\"b\":1}}"),
        new Case(
            "pass with parameters and paths",
            """
            "A": {"Type": "Pass", "InputPath": "$.in",
                  "Parameters": {"x.$": "$.v", "y": [1, {"z": true}], "n.$": "$$.Execution.Name"},
                  "ResultPath": "$.out", "OutputPath": "$.out", "End": true}\
            """,
            "{\"in\": {\"v\": 7}}",
            "A",
            4,
            "{\"x\":7,\"y\":[1,{\"z\":true}],\"n\":\"e1\"}"),
        new Case(
            "null paths",
            """
            "A": {"Type": "Pass", "Result": 5, "ResultPath": null, "Next": "B"},
            "B": {"Type": "Pass", "InputPath": null, "Next": "C"},
            "C": {"Type": "Pass", "Result": 1, "OutputPath": null, "End": true}\
            """,
            "{\"a\": 0}",
            "A B C",
            8,
            "{}"),
        new Case(
            "choice, first that fits",
            """
            "A": {"Type": "Choice", "Choices": [
                    {"Variable": "$.n", "NumericGreaterThan": 5, "Next": "B"},
                    {"And": [{"Variable": "$.n", "NumericGreaterThan": 1},
                             {"Not": {"Variable": "$.stop", "IsPresent": true}}], "Next": "C"}],
                  "Default": "B"},
            "B": {"Type": "Fail", "Error": "No"},
            "C": {"Type": "Succeed"}\
            """,
            "{\"n\": 2}",
            "A C",
            6,
            "{\"n\":2}"),
        new Case(
            "choice, default, fail with a cause from the input",
            """
            "A": {"Type": "Choice", "Choices": [
                    {"Variable": "$.n", "NumericEquals": 5, "Next": "A"}], "Default": "B"},
            "B": {"Type": "Fail", "Error": "No", "CausePath": "$.why"}\
            """,
            "{\"n\": 2, \"why\": \"two\"}",
            "A B",
            5,
            "FAILED No: two"),
        new Case(
            "choice without a way",
            """
            "A": {"Type": "Choice", "Choices": [
                    {"Variable": "$.n", "NumericEquals": 5, "Next": "A"}]}\
            """,
            "{\"n\": 2}",
            "A",
            3,
            "FAILED States.NoChoiceMatched: No choice of the state 'A' fits"),
        new Case(
            "task with a selected result",
            "\"A\": "
                + task(
                    "f",
                    ", \"ResultSelector\": {\"v.$\": \"$.Payload.n\", \"s.$\": \"$.StatusCode\"},"
                        + " \"ResultPath\": \"$.r\", \"End\": true"),
            "{\"n\": 2}",
            "A",
            7,
            "{\"n\":2,\"r\":{\"v\":2,\"s\":200}}"),
        new Case(
            "task by its function's ARN",
            """
            "A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:1:function:f",
                  "Catch": [{"ErrorEquals": ["java.lang.IllegalArgumentException"],
                             "ResultPath": "$.e", "OutputPath": "$", "Next": "B"}], "End": true},
            "B": {"Type": "Succeed"}\
            """
                .replace("\"OutputPath\": \"$\", ", ""),
            "{\"n\": 2}",
            "A B",
            9,
            "{\"n\":2,\"e\":{\"Error\":\"java.lang.IllegalArgumentException\",\"Cause\":\"{\\\"errorMessage\\\":\\\"no"
                + " function arn:aws:lambda:eu-west-1:1:function:f\\\","
                + "\\\"errorType\\\":\\\"java.lang.IllegalArgumentException\\\"}\"}}"),
        new Case(
            "task that fails",
            "\"A\": " + task("fails", ", \"End\": true"),
            "{}",
            "A",
            6,
            "FAILED Custom: because"),
        new Case(
            "task that is caught as any failure",
            "\"A\": "
                + task(
                    "fails",
                    ", \"Catch\": [{\"ErrorEquals\": [\"States.Timeout\"], \"Next\": \"A\"},"
                        + " {\"ErrorEquals\": [\"States.TaskFailed\"], \"Next\": \"B\"}],"
                        + " \"End\": true")
                + ", \"B\": {\"Type\": \"Succeed\"}",
            "{}",
            "A B",
            9,
            "{\"Error\":\"Custom\",\"Cause\":\"because\"}"),
        new Case(
            "task whose process dies",
            "\"A\": "
                + task(
                    "dies",
                    ", \"Catch\": [{\"ErrorEquals\": [\"Lambda.Unknown\"], \"ResultPath\": null,"
                        + " \"Next\": \"B\"}], \"End\": true")
                + ", \"B\": {\"Type\": \"Succeed\"}",
            "{}",
            "A B",
            9,
            "{}"),
        new Case(
            "too large a result, which nothing catches",
            "\"A\": "
                + task(
                    "large",
                    ", \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"A\"}],"
                        + " \"End\": true"),
            "{}",
            "A",
            6,
            "FAILED States.DataLimitExceeded: The state 'A' returned a result with a size"
                + " exceeding the maximum of 262144 bytes."),
        new Case(
            "a path that is not there, which nothing catches",
            "\"A\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\","
                + " \"Parameters\": {\"FunctionName\": \"f\", \"Payload.$\": \"$.gone\"},"
                + " \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"A\"}],"
                + " \"End\": true}",
            "{}",
            "A",
            6,
            "FAILED States.Runtime: The JSONPath '$.gone' could not be found in the input '{}'"));
  }

  @ParameterizedTest
  @MethodSource
  void machines(Case example) throws Exception {
    var definition = "{\"StartAt\": \"A\", \"States\": {" + example.states() + "}}";
    try (var world = new World(definition, InterpreterTest::function)) {
      var end = world.run(example.input());

      assertThat(outcome(end)).isEqualTo(example.outcome());
      assertThat(world.visited()).containsExactly(example.visited().split(" "));
      assertThat(end.events()).isEqualTo(example.events());
    }
  }

  private static @Nullable String outcome(ExecutionRow end) {
    return end.status() == ExecutionStatus.SUCCEEDED
        ? Json.write(end.output())
        : end.status() + " " + end.error() + ": " + end.cause();
  }

  private static String one(String state) {
    return "{\"StartAt\": \"A\", \"States\": {\"A\": " + state + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Seconds\": 90                                | 90",
        "\"SecondsPath\": \"$.n\"                       | 3600",
        "\"Timestamp\": \"2026-01-01T01:00:00Z\"        | 3600",
        "\"TimestampPath\": \"$.t\"                     | 7200",
        "\"Timestamp\": \"2025-01-01T00:00:00Z\"        | 0",
      })
  void a_wait_takes_the_worlds_time_not_ours(String until, long seconds) throws Exception {
    try (var world =
        new World(
            one("{\"Type\": \"Wait\", " + until + ", \"End\": true}"), InterpreterTest::function)) {
      var end = world.run("{\"n\": 3600, \"t\": \"2026-01-01T02:00:00Z\"}");

      assertThat(end.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(world.age()).hasSeconds(seconds);
    }
  }

  private static final String RETRY =
      """
      , "Retry": [{"ErrorEquals": ["Custom"], "IntervalSeconds": 2, "BackoffRate": 3,
                   "MaxAttempts": 4, "MaxDelaySeconds": 20 %s}], "End": true\
      """;

  @Test
  void a_failed_task_is_tried_again_after_growing_waits_up_to_the_longest() throws Exception {
    try (var world =
        new World(one(task("fails", RETRY.formatted(""))), InterpreterTest::function)) {
      var end = world.run("{}");

      assertThat(outcome(end)).isEqualTo("FAILED Custom: because");
      assertThat(end.retryCount()).isEqualTo(4);
      assertThat(world.age()).hasSeconds(2 + 6 + 18 + 20);
      assertThat(end.events()).isEqualTo(2 + 5 * 3 + 1);
    }
  }

  @Test
  void jitter_shortens_the_waits() throws Exception {
    try (var world =
        new World(
            one(task("fails", RETRY.formatted(", \"JitterStrategy\": \"FULL\""))),
            InterpreterTest::function)) {
      world.run("{}");

      assertThat(world.age()).isPositive().isLessThan(java.time.Duration.ofSeconds(46));
    }
  }

  @Test
  void an_error_that_no_retrier_names_is_not_tried_again() throws Exception {
    try (var world =
        new World(one(task("throws", RETRY.formatted(""))), InterpreterTest::function)) {
      var end = world.run("{}");

      assertThat(end.error()).isEqualTo("java.lang.IllegalStateException");
      assertThat(end.retryCount()).isZero();
    }
  }

  @Test
  void a_retried_task_that_succeeds_goes_on() throws Exception {
    try (var world =
        new World(
            one(task("f", RETRY.formatted(""))),
            (_, payload, context) -> {
              if (context.retry() < 2) {
                throw new TaskFailure("Custom", "not yet");
              }
              return payload;
            })) {
      assertThat(world.run("{}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(world.age()).hasSeconds(8);
    }
  }

  @Test
  void a_task_that_took_too_long_has_timed_out_when_it_returns() throws Exception {
    var world = new World[1];
    world[0] =
        new World(
            one(task("f", ", \"TimeoutSeconds\": 60, \"End\": true")),
            (_, payload, _) -> {
              world[0].time().waitUntil(World.START.plusSeconds(61));
              return payload;
            });
    try (var slow = world[0]) {
      assertThat(outcome(slow.run("{}")))
          .isEqualTo("TIMED_OUT States.Timeout: The task took longer than it may");
    }
  }

  @Test
  void an_execution_ends_when_its_time_is_over() throws Exception {
    try (var world =
        new World(
            """
            {"StartAt": "A", "TimeoutSeconds": 100,
             "States": {"A": {"Type": "Wait", "Seconds": 200, "Next": "A"}}}\
            """,
            InterpreterTest::function)) {
      assertThat(outcome(world.run("{}"))).isEqualTo("TIMED_OUT States.Timeout: null");
      assertThat(world.age()).hasSeconds(100);
    }
  }

  @Test
  void many_executions_share_the_worlds_time() throws Exception {
    try (var world =
        new World(
            one("{\"Type\": \"Wait\", \"SecondsPath\": \"$\", \"End\": true}"),
            InterpreterTest::function)) {
      for (int i = 0; i < 200; i++) {
        world.interpreter().start("many-" + i, Json.parse(String.valueOf(i * 10)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(world.interpreter().awaitEnd("many-" + i).status())
            .isEqualTo(ExecutionStatus.SUCCEEDED);
      }

      assertThat(world.age()).isGreaterThanOrEqualTo(java.time.Duration.ofSeconds(1990));
    }
  }
}
