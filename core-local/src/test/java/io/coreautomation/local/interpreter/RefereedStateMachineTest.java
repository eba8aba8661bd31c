package io.coreautomation.local.interpreter;

import static io.coreautomation.local.interpreter.Scenario.failure;
import static io.coreautomation.local.interpreter.Scenario.result;
import static io.coreautomation.local.interpreter.Scenario.run;
import static io.coreautomation.local.interpreter.Scenario.silence;
import static io.coreautomation.local.interpreter.Scenario.task;
import static io.coreautomation.local.interpreter.Scenario.times;
import static io.coreautomation.local.interpreter.Scenario.turn;
import static io.coreautomation.local.interpreter.Scenario.woken;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The run's state machine before judges that are not ours: a validator of its language, and another
 * interpreter, which must go the same ways with the same data.
 */
@Timeout(120)
class RefereedStateMachineTest {
  private static final int TRIES = 11; // the first, and MaxAttempts of each Retry

  static final List<Scenario> SCENARIOS =
      List.of(
          run("done in one turn", "Admit Execute Route Done", "success", turn(1, 1, "success")),
          run(
              "one turn after another",
              "Admit Execute Route Execute Route Done",
              "success",
              turn(1, 1, "continue"),
              turn(1, 2, "success")),
          parked("parked and woken", woken()),
          parked("parked until the next check is due", silence()),
          parked("a park that is tried again", failure("Lambda.TooManyRequestsException"), woken()),
          run(
                  "a park that keeps dying",
                  "Admit Execute Route Park Abandon RunStalled",
                  "RunStalled",
                  turn(1, 1, "park"))
              .then(times(TRIES, failure("Lambda.Unknown")))
              .then(result("{}")),
          run(
              "handed over",
              "Admit Execute Route HandOver Done | Admit Execute Route Done",
              "handOver",
              turn(2, 1, "handOver"),
              turn(2, 2, "success")),
          run(
                  "handed over before",
                  "Admit Execute Route HandOver Done",
                  "handOver",
                  turn(2, 1, "handOver"))
              .withTaken("core-r1-2"),
          run("a failed run", "Admit Execute Route RunFailed", "RunFailed", turn(1, 1, "failure")),
          run(
              "a turn that works when it is tried again",
              "Admit Execute Route Done",
              "success",
              failure("Lambda.TooManyRequestsException"),
              failure("Runtime.ExitError"),
              turn(1, 1, "success")),
          run(
                  "a turn that keeps dying",
                  "Admit Execute Abandon RunStalled",
                  "RunStalled",
                  times(TRIES, failure("Lambda.Unknown")))
              .then(result("{}")),
          run(
              "a turn that keeps dying, and cannot be abandoned",
              "Admit Execute Abandon RunStalled",
              "RunStalled",
              times(2 * TRIES, failure("Lambda.Unknown"))),
          run(
              "a result that is too large, which nothing catches",
              "Admit Execute",
              "States.DataLimitExceeded",
              result("{\"next\": \"" + "x".repeat(300_000) + "\"}")),
          run(
              "a result that says nothing, which nothing catches",
              "Admit Execute Route",
              "States.Runtime",
              result("{}")),
          task("a bare task", "Admit Submit Submitted Done", "", result("{\"runId\": \"r9\"}")),
          task(
              "a bare task that is refused",
              "Admit Submit Submitted TaskRefused",
              "TaskRefused",
              result("{\"problems\": [\"no such package\"]}")),
          task(
              "a bare task that nobody takes",
              "Admit Submit",
              "Lambda.Unknown",
              times(TRIES, failure("Lambda.Unknown"))));

  /** A run of two turns, with a park between them. */
  private static Scenario parked(String name, Scenario.Answer... answers) {
    return run(name, "Admit Execute Route Park Execute Route Done", "success", turn(1, 1, "park"))
        .then(answers)
        .then(turn(1, 2, "success"));
  }

  /**
   * A copy of the machine with a mistake in it, which shows that the judges bite.
   *
   * @param error the validator's; null where only a run can show the mistake
   */
  record Mistake(String name, String right, String wrong, @Nullable String error) {
    String definition() {
      assertThat(RunMachine.definition()).contains(right);
      return RunMachine.definition().replace(right, wrong);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Mistake> MISTAKES =
      List.of(
          new Mistake(
              "a way to nowhere",
              "\"Next\": \"Route\"",
              "\"Next\": \"Rout\"",
              "MISSING_TRANSITION_TARGET"),
          new Mistake(
              "a state that nothing leads to",
              "\"Next\": \"Park\"",
              "\"Next\": \"Done\"",
              "MISSING_TRANSITION_TARGET"),
          new Mistake(
              "a path that is none", "\"$.Payload\"", "\"Payload\"", "SCHEMA_VALIDATION_FAILED"),
          new Mistake("a try less", "\"MaxAttempts\": 10", "\"MaxAttempts\": 9", null),
          new Mistake("another way", "\"park\"", "\"sleep\"", null),
          new Mistake(
              "other data", "\"turn.$\": \"$.turn\"", "\"turn.$\": \"$.generation\"", null));

  @TempDir static Path folder;
  private static JsonNode verdicts;

  @BeforeAll
  static void letThemJudge() throws Exception {
    var copies = MISTAKES.stream().map(Mistake::definition);
    var definitions = Stream.concat(Stream.of(RunMachine.definition()), copies).toList();
    verdicts = Referees.judge(definitions, SCENARIOS, folder);
  }

  @Test
  void the_validator_finds_nothing_wrong() {
    assertThat(verdicts.path(0).path("errors")).isEmpty();
    assertThat(verdicts.path(0).path("plays")).hasSameSizeAs(SCENARIOS);
  }

  @ParameterizedTest
  @FieldSource("SCENARIOS")
  void both_go_the_same_way_with_the_same_data(Scenario scenario) throws Exception {
    var ours = ScenarioPlayer.play(scenario);
    var theirs = verdicts.path(0).path("plays").path(SCENARIOS.indexOf(scenario));

    assertThat(ours.path("unused").asInt()).isZero();
    assertThat(ways(ours)).isEqualTo(scenario.states());
    assertThat(end(ours)).isEqualTo(scenario.end());
    assertThat(comparable(theirs)).isEqualTo(comparable(ours));
  }

  @ParameterizedTest
  @FieldSource("MISTAKES")
  void a_mistake_would_be_seen(Mistake mistake) {
    var verdict = verdicts.path(1 + MISTAKES.indexOf(mistake));

    if (mistake.error() == null) {
      assertThat(verdict.path("plays")).hasSameSizeAs(SCENARIOS);
      assertThat(verdict.path("plays")).isNotEqualTo(verdicts.path(0).path("plays"));
    } else {
      assertThat(elements(verdict.path("errors")).map(JsonNode::asText)).contains(mistake.error());
    }
  }

  private static String ways(JsonNode told) {
    return elements(told.path("executions"))
        .map(
            execution ->
                elements(execution.path("states"))
                    .map(state -> state.path("state").asText())
                    .collect(joining(" ")))
        .collect(joining(" | "));
  }

  private static String end(JsonNode told) {
    var first = told.path("executions").path(Scenario.EXECUTION);
    return first.path("error").asText(first.path("output").path("next").asText());
  }

  /** Without what Step Functions does not define: the words of its own errors. */
  private static JsonNode comparable(JsonNode told) {
    JsonNode copy = told.deepCopy();
    elements(copy.path("executions"))
        .filter(execution -> execution.path("error").asText().equals("States.Runtime"))
        .forEach(execution -> ((ObjectNode) execution).remove("cause"));
    return copy;
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
