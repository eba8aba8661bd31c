package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
  private static final String FOUR =
      """
      defaults: {accounts: [network, shop-dev], regions: [eu-west-1, eu-central-1]}
      actions:
        - {name: a, kind: NoOp, accounts: [network, shop-dev]}
        - {name: b, kind: NoOp, accounts: [shop-dev], regions: [eu-west-1], dependsOn: "%s"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a                       | 11/eu-west-1
          a@*                     | 01/eu-central-1 01/eu-west-1 11/eu-central-1 11/eu-west-1
          a@network               | 01/eu-west-1
          a@210000000001          | 01/eu-west-1
          a@network/eu-central-1  | 01/eu-central-1
          a@*/=                   | 01/eu-west-1 11/eu-west-1
          a@=/*                   | 11/eu-central-1 11/eu-west-1
          """)
  void selectors_choose_instances(String selector, String expected) {
    assertThat(
            Given.deployspec(FOUR.formatted(selector))
                .actions()
                .get("b/210000000011/eu-west-1")
                .dependsOn())
        .isEqualTo(
            java.util.Arrays.stream(expected.split(" ")).map(end -> "a/2100000000" + end).toList());
  }

  @Test
  void before_and_after_order_what_is_there_and_note_what_is_not() {
    var compiled =
        Given.deployspec(
                """
                - {name: a, kind: NoOp, before: [b, nobody]}
                - {name: b, kind: NoOp}
                - {name: c, kind: NoOp, after: b}
                """)
            .compiled();

    assertThat(compiled.list().byId().get("b").dependsOn()).containsExactly("a");
    assertThat(compiled.list().byId().get("c").dependsOn()).containsExactly("b");
    assertThat(compiled.notes())
        .extracting(Problem::text)
        .containsExactly(
            "deployspec.yaml:1:37: 'before' names 'nobody', which is not in this document. Known"
                + " are: a, b, c.");
  }
}
