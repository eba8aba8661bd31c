package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.infra.app.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What cdk-nag and cfn-lint say about every template. */
class RefereesTest {
  @ParameterizedTest
  @EnumSource(Installation.class)
  void cdk_nag_finds_nothing_that_was_not_accepted(Installation installation) {
    for (Path template : installation.templates()) {
      var annotations = Annotations.fromStack(installation.stack(id(template)));
      var anything = Match.stringLikeRegexp(".+");
      assertThat(annotations.findError("*", anything)).as(id(template)).isEmpty();
      assertThat(annotations.findWarning("*", anything)).as(id(template)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Installation.class)
  void what_was_accepted_has_a_reason_and_is_still_found(Installation installation)
      throws IOException {
    Set<String> found = suppressedInReports(installation.folder());
    Set<String> accepted = new TreeSet<>();
    for (Path template : installation.templates()) {
      for (JsonNode resource : Installation.read(template).path("Resources")) {
        for (JsonNode rule : resource.at("/Metadata/cdk_nag/rules_to_suppress")) {
          assertThat(rule.path("reason").asText().length()).isGreaterThan(30);
          accepted.add(
              rule.path("id").asText() + " " + resource.at("/Metadata/aws:cdk:path").asText());
        }
      }
    }

    assertThat(accepted).isNotEmpty().isEqualTo(found);
  }

  @Test
  void cfn_lint_accepts_every_template() throws IOException, InterruptedException {
    Needs.tool("cfn-lint");
    List<String> command = new ArrayList<>();
    // W3005: CDK writes down dependencies that a reference already implies.
    command.addAll(List.of("cfn-lint", "--ignore-checks", "W3005", "--"));
    for (var installation : Installation.values()) {
      installation.templates().forEach(template -> command.add(template.toString()));
    }
    Process lint = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(lint.waitFor()).as(said).isZero();
  }

  private static Set<String> suppressedInReports(Path folder) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path report : files.filter(f -> f.toString().endsWith("-NagReport.csv")).toList()) {
        for (String row : Files.readAllLines(report)) {
          String[] cells = row.replace("\"", "").split(",", 4);
          if (cells[2].equals("Suppressed")) {
            found.add(cells[0] + " " + cells[1]);
          }
        }
      }
    }
    return found;
  }

  private static String id(Path template) {
    return template.getFileName().toString().replace(".template.json", "");
  }
}
