package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.LambdaEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jars that Lambda gets, as the build packed them. */
class LambdaJarIT {
  private static final long LARGEST = 21L << 20;

  /**
   * The engine has the clients of the services that kinds call beside those of its stores and of
   * the layers.
   */
  private static final Map<Handler, Long> LARGER =
      Map.of(
          Handler.EXECUTE, 36L << 20,
          Handler.PARK, 36L << 20,
          Handler.WAKE, 36L << 20,
          Handler.REAP, 36L << 20);

  private static final List<String> FOREIGN =
      List.of(
          "io/coreautomation/local/",
          "io/coreautomation/simulator/",
          "io/netty/",
          "org/apache/hc/",
          "org/apache/http/",
          "org/junit/",
          "org/sqlite/",
          "picocli/",
          "software/amazon/awssdk/http/apache/",
          "software/amazon/awssdk/http/nio/",
          "software/amazon/awscdk/");

  /** What the root pom says as project.build.outputTimestamp. */
  private static final LocalDateTime BUILT = LocalDateTime.of(2026, 1, 1, 0, 0);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void it_is_lean(Handler handler) throws IOException {
    Path jar = jar(handler);

    assertThat(Files.size(jar)).isLessThan(LARGER.getOrDefault(handler, LARGEST));
    try (var file = new ZipFile(jar.toFile())) {
      assertThat(file.stream().map(ZipEntry::getName))
          .noneMatch(name -> FOREIGN.stream().anyMatch(name::startsWith));
    }
  }

  @Test
  void the_engine_can_decide_conditions() throws IOException {
    try (var file = new ZipFile(jar(Handler.EXECUTE).toFile())) {
      assertThat(file.getEntry("io/pebbletemplates/pebble/PebbleEngine.class")).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_ours_in_it_tells_nothing_of_the_day_on_which_it_was_built(Handler handler)
      throws IOException {
    try (var file = new ZipFile(jar(handler).toFile())) {
      assertThat(
              file.stream()
                  .filter(entry -> entry.getName().startsWith("io/coreautomation/"))
                  .map(ZipEntry::getTimeLocal)
                  .distinct())
          .containsExactly(BUILT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void its_handler_starts_and_logs_json_with_the_correlation_id(Handler handler)
      throws IOException, InterruptedException {
    List<JsonNode> lines = logged(handler);

    assertThat(lines).hasSize(1);
    JsonNode line = lines.getFirst();
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("correlationId").asText()).isEqualTo(LambdaProcess.CORRELATION_ID);
    assertThat(line.path("message").asText())
        .isEqualTo("a request failed for a reason that nobody foresaw");
    assertThat(line.at("/exception/message").asText()).isEqualTo("on purpose");
  }

  /** Runs the handler in a process of its own, which has the jar and nothing else of ours. */
  private List<JsonNode> logged(Handler handler) throws IOException, InterruptedException {
    String program = LambdaProcess.class.getName();
    Path compiled = folder.resolve(program.replace('.', '/') + ".class");
    Files.createDirectories(compiled.getParent());
    try (var bytes = LambdaProcess.class.getResourceAsStream("LambdaProcess.class")) {
      Files.copy(bytes, compiled);
    }
    Path said = folder.resolve("said.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                jar(handler) + System.getProperty("path.separator") + folder,
                program,
                handler.handlerClass())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    process.environment().putAll(LambdaEnvironment.COMPLETE);
    process
        .environment()
        .putAll(Map.of("AWS_LAMBDA_FUNCTION_NAME", handler.label(), "AWS_REGION", "eu-west-1"));
    int code = process.start().waitFor();

    String output = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(code).as(output).isZero();
    return output.lines().map(Json::parse).toList();
  }

  private static Path jar(Handler handler) throws IOException {
    Path target = Path.of(System.getProperty("core.repository", ".."), handler.module(), "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith("-lambda.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no Lambda jar in " + target));
    }
  }
}
