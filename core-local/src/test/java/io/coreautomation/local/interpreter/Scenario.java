package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens around one execution of the run's state machine.
 *
 * @param states that are entered, by the one who wrote the scenario; those of each execution in a
 *     line
 * @param end of the first execution: its output's {@code next}, or its error
 * @param taken the names of executions that exist before
 * @param answers what the functions answer, in the order of their calls
 */
record Scenario(
    String name,
    JsonNode input,
    List<Answer> answers,
    List<String> taken,
    String states,
    String end) {
  static final String EXECUTION = "core-r1-1";

  /**
   * What one call of a function ends with.
   *
   * @param returns the function's result; where a token is waited for, what it is answered with
   * @param wakes whether a token that the function is given is answered
   * @param error which the call fails with, if it does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      @Nullable JsonNode returns, boolean wakes, @Nullable String error, @Nullable String cause) {}

  /** A turn that has been carried out. */
  static Answer turn(int generation, int turn, String next) {
    return result(
        """
        {"runId": "r1", "generation": %d, "turn": %d, "next": "%s", "wakeInSeconds": 30,
         "wakeCounter": 7}\
        """
            .formatted(generation, turn, next));
  }

  static Answer result(String json) {
    return new Answer(Json.parse(json), false, null, null);
  }

  static Answer woken() {
    return new Answer(Json.object(), true, null, null);
  }

  /** The function took the token, and nobody answers it. */
  static Answer silence() {
    return result("{}");
  }

  static Answer failure(String error) {
    return new Answer(null, false, error, "told by " + error);
  }

  static Answer[] times(int count, Answer answer) {
    return Collections.nCopies(count, answer).toArray(Answer[]::new);
  }

  /** Of a run's first turn. */
  static Scenario run(String name, String states, String end, Answer... answers) {
    var input =
        """
        {"runId": "r1", "generation": 1, "turn": 0, "next": "continue", "wakeInSeconds": 30,
         "wakeCounter": 0}\
        """;
    return new Scenario(name, Json.parse(input), List.of(answers), List.of(), states, end);
  }

  /** Of a task that somebody started by hand. */
  static Scenario task(String name, String states, String end, Answer... answers) {
    var input = "{\"package\": \"p\", \"task\": \"deploy\"}";
    return new Scenario(name, Json.parse(input), List.of(answers), List.of(), states, end);
  }

  Scenario then(Answer... later) {
    var all = Stream.concat(answers.stream(), Arrays.stream(later)).toList();
    return new Scenario(name, input, all, taken, states, end);
  }

  Scenario withTaken(String execution) {
    return new Scenario(name, input, answers, List.of(execution), states, end);
  }

  JsonNode document() {
    var document = Json.object().put("execution", EXECUTION);
    document.set("input", input);
    document.set("taken", Json.tree(taken));
    document.set("answers", Json.tree(answers));
    return document;
  }

  @Override
  public String toString() {
    return name;
  }
}
