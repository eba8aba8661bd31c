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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The zips that Lambda gets, as the build packed them. */
class LambdaZipIT {
  /** Unpacked, as Lambda counts; 250 MiB is its limit, the functions' layers included. */
  private static final long LARGEST = 24L << 20;

  /** The engine has the clients of all services that kinds call. */
  private static final Map<Handler, Long> LARGER =
      Map.of(
          Handler.EXECUTE, 100L << 20,
          Handler.PARK, 100L << 20,
          Handler.WAKE, 100L << 20,
          Handler.REAP, 100L << 20);

  private static final List<String> FOREIGN =
      List.of(
          "apache-client",
          "aws-cdk-lib",
          "core-local",
          "core-simulator",
          "http",
          "junit",
          "netty",
          "picocli",
          "sqlite");

  /** What is called as others are that do not belong there. */
  private static final List<String> OURS = List.of("http-auth", "http-client-spi");

  /** What the root pom says as project.build.outputTimestamp. */
  private static final LocalDateTime BUILT = LocalDateTime.of(2026, 1, 1, 0, 0);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void it_is_lean(Handler handler) throws IOException {
    try (var file = new ZipFile(zip(handler).toFile())) {
      assertThat(file.stream().mapToLong(ZipEntry::getSize).sum())
          .isLessThan(LARGER.getOrDefault(handler, LARGEST));
      assertThat(file.stream().map(ZipEntry::getName)).noneMatch(LambdaZipIT::isForeign);
    }
  }

  private static boolean isForeign(String entry) {
    return FOREIGN.stream().anyMatch(name -> entry.startsWith("lib/" + name))
        && OURS.stream().noneMatch(name -> entry.startsWith("lib/" + name));
  }

  @Test
  void the_engine_can_decide_conditions() throws IOException {
    try (var file = new ZipFile(zip(Handler.EXECUTE).toFile())) {
      assertThat(file.stream().map(ZipEntry::getName)).anyMatch(n -> n.startsWith("lib/pebble-"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothing_in_it_tells_of_the_day_on_which_it_was_built(Handler handler) throws IOException {
    try (var file = new ZipFile(zip(handler).toFile())) {
      assertThat(file.stream().map(ZipEntry::getTimeLocal).distinct()).containsExactly(BUILT);
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

  /** Runs the handler in a process of its own, which has the zip and nothing else of ours. */
  private List<JsonNode> logged(Handler handler) throws IOException, InterruptedException {
    String program = LambdaProcess.class.getName();
    Path compiled = folder.resolve(program.replace('.', '/') + ".class");
    Files.createDirectories(compiled.getParent());
    try (var bytes = LambdaProcess.class.getResourceAsStream("LambdaProcess.class")) {
      Files.copy(bytes, compiled);
    }
    Path unpacked = unpacked(zip(handler));
    Path said = folder.resolve("said.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(
                    System.getProperty("path.separator"),
                    unpacked.toString(),
                    unpacked.resolve("lib") + "/*",
                    folder.toString()),
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

  /** As Lambda has it: the module's classes, and the jars in a folder beside them. */
  private Path unpacked(Path zip) throws IOException {
    var to = folder.resolve("task");
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : Collections.list(file.entries())) {
        var target = to.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (var bytes = file.getInputStream(entry)) {
            Files.copy(bytes, target);
          }
        }
      }
    }
    return to;
  }

  private static Path zip(Handler handler) throws IOException {
    Path target = Path.of(System.getProperty("core.repository", ".."), handler.module(), "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith("-lambda.zip"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no Lambda zip in " + target));
    }
  }
}
