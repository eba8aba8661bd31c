package io.coreautomation.framework.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.rendering.ReferenceText.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTextTest {
  private static Scalar scalar(String text) {
    return Scalar.text(text, new Source("deployspec.yaml", 3, 5));
  }

  private static List<Part> parts(String text) {
    return ReferenceText.parse(scalar(text)).parts();
  }

  @Test
  void references_and_text_are_told_apart() {
    assertThat(parts("a-${actions.data.outputs.Table}-${variables.size}."))
        .containsExactly(
            new Part.Text("a-", 0),
            new Part.Output("data", "Table", 2),
            new Part.Text("-", 31),
            new Part.Variable("size", 32),
            new Part.Text(".", 49));
  }

  @Test
  void names_with_dots_and_selectors_are_read_whole() {
    assertThat(parts("${actions.net.v2@210000000001/eu-west-1.outputs.VpcId}"))
        .containsExactly(new Part.Output("net.v2@210000000001/eu-west-1", "VpcId", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "${AWS::Region}", "${Name}", "$", "${", "{}", "${action.x}"})
  void everything_else_is_text(String text) {
    assertThat(parts(text)).containsExactly(new Part.Text(text, 0));
    assertThat(ReferenceText.refers(text)).isFalse();
  }

  @Test
  void two_dollars_make_a_reference_text() {
    assertThat(parts("$${actions.a.outputs.B}"))
        .containsExactly(new Part.Text("${actions.a.outputs.B}", 0));
    assertThat(ReferenceText.refers("$${actions.a.outputs.B}")).isFalse();
    assertThat(ReferenceText.refers("x${variables.b}")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${actions.a.outputs.B}", "$${x}", "$$${x}", "${", "$${actions.a.outputs.B}"})
  void quoted_text_reads_as_itself(String text) {
    assertThat(parts(ReferenceText.quoted(text))).containsExactly(new Part.Text(text, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${actions.a}", "${actions.a.output.B}", "${variables.}"})
  void what_begins_as_a_reference_and_is_none_is_refused(String text) {
    assertThatThrownBy(() -> parts(text))
        .hasMessage(
            "deployspec.yaml:3:5: '"
                + text
                + "' is no reference. Write ${actions.<name>.outputs.<Output>},"
                + " ${actions.<name>.status} or ${variables.<name>}; $${ for plain text.");
  }
}
