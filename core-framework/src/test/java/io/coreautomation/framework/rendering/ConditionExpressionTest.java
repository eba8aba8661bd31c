package io.coreautomation.framework.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionExpressionTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "status", "COMPLETE",
          "count", "10",
          "price", "9.50",
          "name", "Shop-prod",
          "flag", "true",
          "regions", "eu-west-1,eu-central-1",
          "nothing", "",
          "letters", "a".repeat(60),
          "gone", new Unavailable("'a' has no outputs: it is SKIPPED", "Give it a default."));

  private static boolean holds(String expression) {
    return ConditionExpression.parse(expression).holds(VALUES);
  }

  private static String problem(String expression) {
    try {
      throw new AssertionError("it holds: " + holds(expression));
    } catch (ProblemException e) {
      assertThat(e.first().code()).isEqualTo(ProblemCode.CONDITION_INVALID);
      return e.first().text();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          true                                                ¦ true
          false                                               ¦ false
          status == 'COMPLETE'                                ¦ true
          status == "complete"                                ¦ false
          status != 'FAILED'                                  ¦ true
          (status | lower) == 'complete'                      ¦ true
          status | lower == 'complete'                        ¦ true
          count > 9                                           ¦ true
          '10' > 9                                            ¦ true
          count > '9'                                         ¦ true
          count == 10                                         ¦ true
          count == 10.0                                       ¦ true
          10 == count                                         ¦ true
          count == '10.0'                                     ¦ false
          name == 3                                           ¦ false
          price >= 9.5                                        ¦ true
          price < -1                                          ¦ false
          flag == true                                        ¦ true
          flag != false                                       ¦ true
          name contains 'prod'                                ¦ true
          regions | split(',') contains 'eu-west-1'           ¦ true
          'eu-west' in (regions | split(','))                 ¦ false
          regions contains 'eu-west'                          ¦ true
          status in ['COMPLETE', 'SKIPPED']                   ¦ true
          count in [9, 10]                                    ¦ true
          status not in ['COMPLETE', 'SKIPPED']               ¦ false
          name matches 'Shop-.+'                              ¦ true
          name matches 'prod'                                 ¦ false
          nothing is empty                                    ¦ true
          name is not empty                                   ¦ true
          regions | split(',') | length == 2                  ¦ true
          name | length > 5                                   ¦ true
          not status == 'FAILED'                              ¦ true
          not status == 'COMPLETE' or count > 9               ¦ true
          status == 'X' and count > 100 or true               ¦ true
          status == 'X' and (count > 100 or true)             ¦ false
          gone | default('none') == 'none'                    ¦ true
          status == 'FAILED' and gone == 'x'                  ¦ false
          """)
  void it_is_decided(String expression, boolean holds) {
    assertThat(holds(expression)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          flag                          ¦ the condition is text or a number, not true or false. Compare it: … == 'true'.
          ['a']                         ¦ the condition is a list, not true or false. Compare it: … == 'true'.
          flag and true                 ¦ what stands before 'and' is text or a number, not true or false. Compare it: … == 'true'.
          not flag                      ¦ what follows 'not' is text or a number, not true or false. Compare it: … == 'true'.
          ['a'] == 'a'                  ¦ what stands before '==' is a list, not text or a number. Compare one text or number with another.
          status in 'COMPLETE'          ¦ what stands after 'in' is text or a number, not a list. Write ['a', 'b'], or make one of a text with | split(',').
          true > 1                      ¦ what stands before '>' is true or false, not text or a number. Compare one text or number with another.
          name > 1                      ¦ '>' orders numbers, and 'Shop-prod' is none. Compare texts with ==, in, contains or matches.
          gone == 'x'                   ¦ 'a' has no outputs: it is SKIPPED. Give it a default.
          count + 1 > 3                 ¦ Unexpected character [+]. Mend the expression.
          name matches status           ¦ what stands after 'matches' is no text in quotes. Write the regular expression out: … matches 'prod-.*'.
          name matches '('              ¦ '(' is no regular expression: Unclosed group. Mend it there.
          letters matches '(a+)+\\1b'   ¦ the regular expression takes too long. Use one without nested repetitions.
          name | uper == 'X'            ¦ '| uper' is no filter of conditions. Did you mean 'upper'?
          name | core_result == 'X'     ¦ '| core_result' is no filter of conditions. Known are: default, length, lower, split, trim, upper.
          name | split == 'X'           ¦ '| split' takes one text. Write | split('…').
          name | lower('x') == 'X'      ¦ '| lower' takes nothing in parentheses. Write | lower.
          name is even                  ¦ 'is even' is no test of conditions. Use and, or, not, ==, !=, <, <=, >, >=, in, contains, matches and 'is empty'.
          name.length == 3              ¦ it has a part that no condition has. Use and, or, not, ==, !=, <, <=, >, >=, in, contains, matches and 'is empty'.
          max(1, 2) == 2                ¦ it has a part that no condition has. Use and, or, not, ==, !=, <, <=, >, >=, in, contains, matches and 'is empty'.
          flag == 'x' ? true : false    ¦ it has a part that no condition has. Use and, or, not, ==, !=, <, <=, >, >=, in, contains, matches and 'is empty'.
          null == name                  ¦ it has a part that no condition has. Use and, or, not, ==, !=, <, <=, >, >=, in, contains, matches and 'is empty'.
          true) }} {{ (false            ¦ it closes more than it opens. Mend the expression.
          count > 99999999999999999999  ¦ a number is too long. Use numbers of at most 18 digits.
          `  `                          ¦ it is empty. Write an expression, such as ${actions.a.status} == 'COMPLETE'.
          """)
  void it_is_refused(String expression, String text) {
    assertThat(problem(expression)).isEqualTo("the condition cannot be decided: " + text);
  }

  @Test
  void its_names_are_known_before_their_values() {
    assertThat(
            ConditionExpression.parse("a == 'x' and (b > 1 or c | default(d) in [e, 'f'])").names())
        .containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void a_name_without_a_value_is_an_error_only_where_it_is_needed() {
    assertThat(holds("true or unknown == 'x'")).isTrue();
    assertThat(problem("unknown == 'x'"))
        .startsWith("the condition cannot be decided: the variable 'unknown' is not known. Known");
  }

  @Test
  void values_that_would_end_a_text_are_not_brought_in() {
    assertThat(ConditionExpression.quoted("plain ${actions.a.status}"))
        .isEqualTo("plain $${actions.a.status}");
    for (var bad : new String[] {"a' or 'a' == 'a", "a\"", "a\\"}) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> ConditionExpression.quoted(bad))
          .hasMessage("a quote or a backslash in a value would end the text it stands in");
    }
  }

  @Property(tries = 300)
  void numbers_are_ordered_as_numbers_however_they_are_spelled(
      @ForAll int left, @ForAll int right) {
    var values = Map.of("l", String.valueOf(left), "r", right + ".0");

    assertThat(ConditionExpression.parse("l < r").holds(values)).isEqualTo(left < right);
    assertThat(ConditionExpression.parse("l >= r").holds(values)).isEqualTo(left >= right);
    assertThat(ConditionExpression.parse("l == " + right).holds(values)).isEqualTo(left == right);
  }

  @Property(tries = 300)
  void what_joins_comparisons_is_logic(@ForAll boolean a, @ForAll boolean b, @ForAll boolean c) {
    var values = new HashMap<String, String>();
    values.put("a", String.valueOf(a));
    values.put("b", String.valueOf(b));
    values.put("c", String.valueOf(c));

    assertThat(
            ConditionExpression.parse("a == 'true' or b == 'true' and not c == 'true'")
                .holds(values))
        .isEqualTo(a || b && !c);
  }

  @Property(tries = 2_000)
  void whatever_is_written_is_a_condition_or_a_problem(@ForAll("scribbles") String text) {
    try {
      assertThat(ConditionExpression.parse(text).holds(VALUES)).isIn(true, false);
    } catch (ProblemException e) {
      assertThat(e.first().mend()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> scribbles() {
    return Arbitraries.of(
            "status",
            "count",
            "gone",
            "x",
            "'a'",
            "\"b\"",
            "1",
            "2.5",
            "true",
            "not",
            "and",
            "or",
            "==",
            "<",
            "in",
            "not in",
            "contains",
            "matches",
            "is",
            "empty",
            "|",
            "lower",
            "default('x')",
            "split(',')",
            "length",
            "(",
            ")",
            "[",
            "]",
            ",",
            "?",
            ":",
            ".",
            "{",
            "}}",
            "{{",
            "#{x}",
            "\"#{status}\"",
            "-",
            "${",
            "\\",
            "'")
        .list()
        .ofMaxSize(8)
        .map(words -> String.join(" ", words));
  }
}
