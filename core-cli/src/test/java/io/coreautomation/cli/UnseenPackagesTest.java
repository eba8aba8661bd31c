package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders of templates as people have them: two commands deploy them. */
class UnseenPackagesTest {
  @TempDir Path folder;

  /** A folder, and values that its stacks' outputs must have. */
  record Case(String name, Map<String, String> outputs) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> folders() {
    return Stream.of(
        new Case(
            "wordpress",
            Map.of(
                "Database", "jdbc:mysql://.+\\.rds\\.amazonaws\\.com:3306/wordpress",
                "WebsiteURL", "http://.+\\.eu-west-1\\.elb\\.amazonaws\\.com/wordpress")),
        new Case(
            "serverless-api",
            Map.of("Endpoint", "https://\\w+\\.execute-api\\.eu-west-1\\.amazonaws\\.com")),
        new Case(
            "workflow",
            Map.of("Machine", "arn:aws:states:eu-west-1:210000000021:stateMachine:workflow.*")),
        new Case("containers", Map.of("Cluster", "containers-service-Cluster-\\w+")),
        new Case("events", Map.of("Count", "3")),
        new Case("network-exports", Map.of("Interface", "eni-\\w+")),
        new Case("parameters", Map.of("Second", "a,b,#0000ff")),
        new Case("site", Map.of("Address", "\\w+\\.cloudfront\\.net")));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void a_folder_of_templates_is_made_a_package_and_deployed(Case given) throws IOException {
    var source =
        Path.of(System.getProperty("core.repository"), "core-cli/src/test/resources/unseen");
    copy(source.resolve(given.name()), folder.resolve(given.name()));
    var cli = new Cli(folder, new EmbeddedPlatforms());

    var init = cli.call("init", given.name());
    var run = cli.call("run", given.name(), "--output", "json");

    assertThat(init.exit()).as(init.err()).isZero();
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    given
        .outputs()
        .forEach(
            (name, pattern) -> assertThat(output(Json.parse(run.out()), name)).matches(pattern));
  }

  private static String output(JsonNode run, String name) {
    return StreamSupport.stream(run.path("actions").spliterator(), false)
        .map(action -> action.path("outputs").path(name).asText())
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no output " + name + " in " + run));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
