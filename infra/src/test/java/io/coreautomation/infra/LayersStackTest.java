package io.coreautomation.infra;

import static io.coreautomation.infra.app.Installation.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersStackTest {
  @Test
  void invoker_compiler_and_runner_are_there_under_the_names_that_callers_use() {
    List<JsonNode> functions =
        SMALLEST
            .json("layers")
            .path("Resources")
            .valueStream()
            .filter(r -> r.path("Type").asText().equals("AWS::Lambda::Function"))
            .map(r -> r.path("Properties"))
            .toList();

    assertThat(functions)
        .extracting(f -> f.path("FunctionName").asText() + " " + f.path("Handler").asText())
        .containsExactlyInAnyOrder(
            "acme-core-automation-invoker io.coreautomation.invoker.handler.InvokerHandler",
            "acme-core-automation-deployspec"
                + " io.coreautomation.deployspec.handler.DeployspecHandler",
            "acme-core-automation-runner io.coreautomation.runner.handler.RunnerHandler");
    assertThat(functions)
        .allSatisfy(f -> assertThat(f.path("DeadLetterConfig").isObject()).isTrue());
  }

  @Test
  void no_stack_imports_what_another_exports() {
    for (var template : SMALLEST.templates()) {
      assertThat(template).content().doesNotContain("Fn::ImportValue", "\"Export\"");
    }
  }

  @Test
  void a_caller_has_more_time_than_the_layer_it_waits_for() {
    assertThat(Handler.INVOKER.timeoutSeconds())
        .isGreaterThan(Handler.DEPLOYSPEC.timeoutSeconds() + Handler.RUNNER.timeoutSeconds());
  }
}
