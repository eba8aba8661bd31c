package io.coreautomation.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.json.Json;
import io.coreautomation.local.interpreter.ChoiceRule.Comparison;
import io.coreautomation.local.interpreter.ChoiceRule.Operator;
import io.coreautomation.local.interpreter.Expression.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Scope SCOPE =
      new Scope(
          Json.parse(
              """
              {"a": {"b": 1, "c-d": [10, {"e": "x"}]}, "text": "deploy-r1-2", "none": null,
               "yes": true}\
              """),
          Json.parse(
              """
              {"Execution": {"Name": "deploy-r1-2"}, "Task": {"Token": "t"}}\
              """));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.a.b                                           | 1",
        "$.a.c-d[0]                                      | 10",
        "$.a.c-d[1].e                                    | \"x\"",
        "$.none                                          | null",
        "$$.Task.Token                                   | \"t\"",
        "States.Format('{}-{}', $.text, $.a.b)           | \"deploy-r1-2-1\"",
        "States.Format('it\\'s {}', $.yes)               | \"it's true\"",
        "States.StringSplit($.text, '-')                 | [\"deploy\",\"r1\",\"2\"]",
        "States.StringSplit('a.b--c', '.-')              | [\"a\",\"b\",\"c\"]",
        "States.ArrayGetItem($.a.c-d, 0)                 | 10",
        "States.ArrayGetItem(States.StringSplit($$.Execution.Name, '-'), 0) | \"deploy\"",
      })
  void an_expression_has_a_value(String text, String value) throws Exception {
    assertThat(Intrinsic.parse(text).evaluate(SCOPE)).isEqualTo(Json.parse(value));
  }

  @Test
  void the_whole_input_is_a_value() throws Exception {
    assertThat(ReferencePath.WHOLE.evaluate(SCOPE)).isEqualTo(SCOPE.input());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.missing                            | States.Runtime",
        "$.a.b.c                              | States.Runtime",
        "$.a.c-d[2]                           | States.Runtime",
        "States.Format('{}', 1, 2)            | States.IntrinsicFailure",
        "States.ArrayGetItem($.a.c-d, 2)      | States.IntrinsicFailure",
        "States.ArrayGetItem($.text, 0)       | States.IntrinsicFailure",
        "States.StringSplit($.a.b, '-')       | States.IntrinsicFailure",
      })
  void an_expression_that_does_not_fit_the_input_is_an_error(String text, String error) {
    assertThatThrownBy(() -> Intrinsic.parse(text).evaluate(SCOPE))
        .isInstanceOf(StateError.class)
        .extracting(e -> ((StateError) e).name())
        .isEqualTo(error);
  }

  @Test
  void a_missing_path_is_told_with_the_input() {
    assertThatThrownBy(
            () ->
                ReferencePath.parse("$.b")
                    .evaluate(new Scope(Json.object().put("a", 1), SCOPE.context())))
        .hasMessage(
            "States.Runtime: The JSONPath '$.b' could not be found in the input '{\"a\":1}'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "$..a",
        "$.a[*]",
        "$.a[?(@.b)]",
        "$.a[-1]",
        "$a",
        "States.Format()",
        "States.Format(",
        "States.Format('a') b",
        "States.Hash('a')",
        "States.StringSplit('a')",
        "States.Format(a)"
      })
  void what_the_interpreter_cannot_read_is_refused(String text) {
    assertThatThrownBy(() -> Intrinsic.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$      | {\"new\":1} ",
        "$.r    | {\"a\":{\"b\":0},\"r\":{\"new\":1}}",
        "$.a    | {\"a\":{\"new\":1}}",
        "$.a.r  | {\"a\":{\"b\":0,\"r\":{\"new\":1}}}",
        "$.x.y  | {\"a\":{\"b\":0},\"x\":{\"y\":{\"new\":1}}}",
      })
  void a_result_is_put_in_its_place(String path, String output) throws Exception {
    var input = Json.parse("{\"a\":{\"b\":0}}");

    assertThat(ReferencePath.parse(path).put(input, Json.parse("{\"new\":1}")))
        .isEqualTo(Json.parse(output));
    assertThat(input).isEqualTo(Json.parse("{\"a\":{\"b\":0}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.a.b.c", "$.a.b.c.d"})
  void a_result_cannot_be_put_below_a_value(String path) {
    var input = Json.parse("{\"a\":{\"b\":0}}");

    assertThatThrownBy(() -> ReferencePath.parse(path).put(input, Json.object()))
        .isInstanceOf(StateError.class)
        .hasMessage(
            "States.ResultPathMatchFailure: Unable to apply ReferencePath %s to input"
                    .formatted(path)
                + " {\"a\":{\"b\":0}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.text  | STRING_EQUALS               | \"deploy-r1-2\" | true",
        "$.text  | STRING_EQUALS               | \"x\"           | false",
        "$.a.b   | STRING_EQUALS               | \"1\"           | false",
        "$.a.b   | NUMERIC_EQUALS              | 1.0             | true",
        "$.a.b   | NUMERIC_LESS_THAN           | 1               | false",
        "$.a.b   | NUMERIC_LESS_THAN_EQUALS    | 1               | true",
        "$.a.b   | NUMERIC_GREATER_THAN        | 0.5             | true",
        "$.a.b   | NUMERIC_GREATER_THAN_EQUALS | 2               | false",
        "$.text  | NUMERIC_GREATER_THAN        | 0               | false",
        "$.yes   | BOOLEAN_EQUALS              | true            | true",
        "$.none  | IS_NULL                     | true            | true",
        "$.text  | IS_NULL                     | true            | false",
        "$.none  | IS_PRESENT                  | true            | true",
        "$.gone  | IS_PRESENT                  | true            | false",
        "$.gone  | IS_PRESENT                  | false           | true",
      })
  void a_comparison_holds(String variable, Operator operator, String value, boolean holds)
      throws Exception {
    var rule = new Comparison(ReferencePath.parse(variable), operator, Json.parse(value));

    assertThat(rule.holds(SCOPE)).isEqualTo(holds);
    assertThat(new ChoiceRule.Not(rule).holds(SCOPE)).isEqualTo(!holds);
    assertThat(new ChoiceRule.And(List.of(rule, rule)).holds(SCOPE)).isEqualTo(holds);
    assertThat(new ChoiceRule.Or(List.of(rule, rule)).holds(SCOPE)).isEqualTo(holds);
  }

  @Test
  void a_comparison_with_what_is_not_there_is_an_error() {
    var rule =
        new Comparison(ReferencePath.parse("$.gone"), Operator.STRING_EQUALS, Json.parse("\"x\""));

    assertThatThrownBy(() -> rule.holds(SCOPE))
        .hasMessage(
            "States.Runtime: Invalid path '$.gone': The choice state's condition path references"
                + " an invalid value.");
  }
}
