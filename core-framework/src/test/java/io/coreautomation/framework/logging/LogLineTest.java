package io.coreautomation.framework.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogLineTest {
  @Test
  void in_lambda_a_line_is_one_json_object_with_the_fields_of_its_run() throws Exception {
    var said = run(Map.of("AWS_LAMBDA_FUNCTION_NAME", "core-execute"));

    assertThat(said.err()).isEmpty();
    JsonNode line = Json.parse(said.out());
    assertThat(line.path("time").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.\\d{3}Z");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("logger").asText())
        .isEqualTo("io.coreautomation.framework.logging.Talker");
    assertThat(line.path("message").asText()).isEqualTo("a stack was made");
    assertThat(line.path("correlationId").asText()).isEqualTo("c-1");
    assertThat(line.path("actionId").asText()).isEqualTo("network/210000000001/eu-west-1");
    assertThat(line.path("account").asText()).isEqualTo("210000000001");
    assertThat(line.path("region").asText()).isEqualTo("eu-west-1");
  }

  @Test
  void elsewhere_a_line_is_text_on_stderr_and_stdout_is_left_to_data() throws Exception {
    var said = run(Map.of("CORE_LOG_LEVEL", "INFO"));

    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .matches(
            "\\d\\d:\\d\\d:\\d\\d INFO  c-1 network/210000000001/eu-west-1 Talker: a stack was"
                + " made\\R");
  }

  @Test
  void a_laptop_hears_of_warnings_only_unless_told() throws Exception {
    assertThat(run(Map.of()).err()).isEmpty();
  }

  @Test
  void fields_end_with_their_block_and_give_way_to_the_ones_before() {
    try (var _ = LogFields.open().correlationId("outer")) {
      try (var _ = LogFields.open().correlationId("inner").action("a").account("1").region("r")) {
        assertThat(MDC.getCopyOfContextMap())
            .containsExactlyInAnyOrderEntriesOf(
                Map.of("correlationId", "inner", "actionId", "a", "account", "1", "region", "r"));
      }
      assertThat(MDC.getCopyOfContextMap())
          .containsExactlyInAnyOrderEntriesOf(Map.of("correlationId", "outer"));
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private record Said(String out, String err) {}

  private static Said run(Map<String, String> environment)
      throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Talker.class.getName());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("CORE_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    var process = builder.start();
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return new Said(out, err);
  }
}

/** Logs one line in a process of its own, as layouts are chosen when a process starts. */
final class Talker {
  private Talker() {}

  public static void main(String[] arguments) {
    try (var _ =
        LogFields.open()
            .correlationId("c-1")
            .action("network/210000000001/eu-west-1")
            .account("210000000001")
            .region("eu-west-1")) {
      LoggerFactory.getLogger(Talker.class).info("a stack was made");
    }
  }
}
