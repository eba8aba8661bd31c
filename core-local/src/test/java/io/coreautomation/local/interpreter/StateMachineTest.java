package io.coreautomation.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateMachineTest {
  record Case(String name, String state, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refused() {
    return Stream.of(
        new Case(
            "a state's type",
            "{\"Type\": \"Map\", \"End\": true}",
            "state machine, States.S.Type: the interpreter does not support Map."),
        new Case(
            "a field of a task",
            task("\"HeartbeatSeconds\": 5"),
            "state machine, States.S.HeartbeatSeconds: the interpreter does not support it."),
        new Case(
            "a field of a retrier",
            task("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"], \"Assign\": {}}]"),
            "state machine, States.S.Retry[0].Assign: the interpreter does not support it."),
        new Case(
            "an error list of the wrong form",
            task("\"Retry\": [{\"ErrorEquals\": \"States.ALL\"}]"),
            "state machine, States.S.Retry[0].ErrorEquals: a list of texts was expected."),
        new Case(
            "a number that is too small",
            task("\"Retry\": [{\"ErrorEquals\": [\"A\"], \"BackoffRate\": 0.5}]"),
            "state machine, States.S.Retry[0].BackoffRate: a number of at least 1 was expected."),
        new Case(
            "a jitter of another kind",
            task("\"Retry\": [{\"ErrorEquals\": [\"A\"], \"JitterStrategy\": \"HALF\"}]"),
            "state machine, States.S.Retry[0].JitterStrategy: it is either FULL or NONE."),
        new Case(
            "a service integration",
            "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish\", \"End\": true}",
            "state machine, States.S.Resource: the integration 'arn:aws:states:::sns:publish' is"
                + " not supported."),
        new Case(
            "a path with a wildcard",
            task("\"InputPath\": \"$.items[*]\""),
            "state machine, States.S.InputPath: '$.items[*]' is not a path such as $.a.b or"
                + " $.a[0]."),
        new Case(
            "a result path into the context",
            task("\"ResultPath\": \"$$.Task\""),
            "state machine, States.S.ResultPath: a result cannot be put to '$$.Task'."),
        new Case(
            "a function of a template",
            task("\"Parameters\": {\"a\": {\"b.$\": \"States.UUID()\"}}"),
            "state machine, States.S.Parameters.a.b.$: the function States.UUID is not"
                + " supported."),
        new Case(
            "an operator of a choice",
            "{\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"StringMatches\":"
                + " \"b*\", \"Next\": \"S\"}]}",
            """
            state machine, States.S.Choices[0].StringMatches: the interpreter does not support it.
            state machine, States.S.Choices[0]: it has no comparison that is supported.\
            """),
        new Case(
            "a comparison with another type",
            "{\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.a\", \"StringEquals\": 1,"
                + " \"Next\": \"S\"}]}",
            """
            state machine, States.S.Choices[0].StringEquals: StringEquals cannot compare with 1.
            state machine, States.S.Choices[0]: it has no comparison that is supported.\
            """),
        new Case(
            "a way to a state that is not there",
            "{\"Type\": \"Pass\", \"Next\": \"T\"}",
            "state machine, States.S.Next: there is no state 'T'."),
        new Case(
            "a way and an end",
            "{\"Type\": \"Pass\", \"Next\": \"S\", \"End\": true}",
            "state machine, States.S: it has either Next, or End: true."),
        new Case(
            "neither a way nor an end",
            "{\"Type\": \"Pass\"}",
            "state machine, States.S: it has either Next, or End: true."),
        new Case(
            "a wait for nothing",
            "{\"Type\": \"Wait\", \"End\": true}",
            "state machine, States.S: it has either seconds or a timestamp to wait."),
        new Case("no type", "{\"End\": true}", "state machine, States.S.Type: it is missing."));
  }

  private static String task(String field) {
    return "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"End\": true, "
        + field
        + "}";
  }

  @ParameterizedTest
  @MethodSource
  void refused(Case example) {
    var definition = "{\"StartAt\": \"S\", \"States\": {\"S\": " + example.state() + "}}";

    assertThatThrownBy(() -> StateMachine.read(definition, Map.of()))
        .isInstanceOf(ProblemException.class)
        .hasMessage(example.message());
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    var definition =
        """
        {"StartAt": "X", "Version": "2.0", "Assign": {}, "States": {"S": {"Type": "Pass"}}}\
        """;

    assertThatThrownBy(() -> StateMachine.read(definition, Map.of()))
        .hasMessage(
            """
            state machine, Assign: the interpreter does not support it.
            state machine, Version: only '1.0' is supported.
            state machine, States.S: it has either Next, or End: true.
            state machine, StartAt: there is no state 'X'.\
            """);
  }

  @Test
  void what_is_no_json_is_refused() {
    assertThatThrownBy(() -> StateMachine.read("{", Map.of()))
        .isInstanceOf(ProblemException.class)
        .hasMessage("the state machine is not JSON.");
  }

  @Test
  void a_name_without_a_substitution_is_refused() {
    assertThatThrownBy(
            () -> StateMachine.read("{\"StartAt\": \"${First}${Second}\"}", Map.of("First", "S")))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "the state machine has ${Second}, for which nothing is given. Give it among the"
                + " substitutions.");
  }

  @Test
  void a_substitution_cannot_break_out_of_its_text() {
    var definition =
        """
        {"StartAt": "${Name}", "States": {"a\\"b": {"Type": "Succeed"}}}\
        """;

    assertThat(StateMachine.read(definition, Map.of("Name", "a\"b")).startAt()).isEqualTo("a\"b");
  }
}
