package io.coreautomation.execute.kind.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemCode;
import org.junit.jupiter.api.Test;

class AssertTest {
  private static Progress asserted(String json) {
    return new KindWorld().drive(new Assert(), (ObjectNode) Json.parse(json));
  }

  @Test
  void what_does_not_hold_fails_with_its_values_and_what_its_author_says() {
    var end =
        asserted(
            """
            {"that": {"expression": "zones >= 3", "values": {"zones": "2"}},
             "message": "Choose a region with three zones."}
            """);

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo(ProblemCode.ASSERTION_FAILED);
              assertThat(failed.problem().text())
                  .isEqualTo(
                      "it does not hold that zones >= 3: zones is '2'."
                          + " Choose a region with three zones.");
            });
  }

  @Test
  void what_cannot_be_decided_fails_with_the_reason() {
    var end =
        asserted("{\"that\": {\"expression\": \"zones >= 3\", \"values\": {\"zones\": \"two\"}}}");

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.problem().text())
                    .isEqualTo(
                        "the condition cannot be decided: '>=' orders numbers, and 'two' is none."
                            + " Compare texts with ==, in, contains or matches."));
  }
}
