package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "plan",
        "apply",
        "watch",
        "cancel",
        "suspend",
        "resume",
        "retry",
        "skip",
        "rollback",
        "settle",
        "teardown",
        "validate",
        "compile",
        "permissions",
        "init",
        "runs",
        "show",
        "why",
        "locks",
        "unlock",
        "outputs",
        "world",
        "kinds",
        "kinds new",
        "version"
      })
  void every_verb_has_help_that_shows_an_example(String verb) {
    var outcome = cli().call((verb + " --help").split(" "));

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out())
        .startsWith("Usage: core " + verb)
        .contains("Example:\n  core " + verb);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "plan",
        "apply",
        "watch",
        "cancel",
        "suspend",
        "resume",
        "retry",
        "skip",
        "rollback",
        "settle",
        "teardown",
        "validate",
        "compile",
        "permissions",
        "init",
        "runs",
        "show",
        "why",
        "locks",
        "unlock",
        "outputs",
        "world",
        "kinds",
        "kinds new",
        "version"
      })
  void the_reference_page_knows_every_verb_and_option(String verb) throws Exception {
    var page =
        Files.readString(
            Path.of(System.getProperty("core.repository"), "docs", "reference", "cli.md"));
    var options =
        Pattern.compile("--[a-z-]+")
            .matcher(cli().call((verb + " --help").split(" ")).out())
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(page).contains("`core " + verb);
    assertThat(options).isNotEmpty().allSatisfy(option -> assertThat(page).contains(option));
  }

  @Test
  void core_alone_tells_its_verbs_and_is_no_success() {
    var outcome = cli().call();

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("Usage: core").contains("teardown");
  }

  @Test
  void the_version_is_that_of_the_build() {
    assertThat(cli().call("version").out())
        .matches("core [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? · Java [0-9.]+.*\\n");
  }

  private Cli cli() {
    return new Cli(directory, new ScriptedPlatform(Views.view("DEPLOY_COMPLETE")));
  }
}
