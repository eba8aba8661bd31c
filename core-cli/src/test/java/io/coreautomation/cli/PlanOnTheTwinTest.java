package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, made and carried out on the real embedded platform. */
class PlanOnTheTwinTest {
  @TempDir Path directory;
  private Cli cli = new Cli(Path.of("."), new EmbeddedPlatforms());

  @BeforeEach
  void openTheWorld() {
    cli = new Cli(directory, new EmbeddedPlatforms());
  }

  private void bring(String example) throws IOException {
    var from = Path.of(System.getProperty("core.repository"), "examples", example);
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = directory.resolve(example).resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private void edit(String file, String before, String after) throws IOException {
    var path = directory.resolve(file);
    var text = Files.readString(path);
    assertThat(text).contains(before);
    Files.writeString(path, text.replace(before, after));
  }

  private static String digest(Cli.Outcome plan) {
    return plan.out()
        .lines()
        .filter(l -> l.startsWith("plan      "))
        .findFirst()
        .orElseThrow()
        .substring("plan      ".length());
  }

  @Test
  void a_landing_zone_is_planned_applied_and_then_there_is_nothing_to_change() throws IOException {
    bring("landing-zone");

    var first = cli.call("plan", "landing-zone", "--detailed-exit-code");
    assertThat(first.err()).isEmpty();
    assertThat(first.exit()).isEqualTo(6);
    assertThat(first.out()).contains("\n28 to create, 0 unchanged · ");
    assertThat(Json.parse(cli.call("world", "--output", "json").out()).get("stacks")).isEmpty();

    var again = cli.call("plan", "landing-zone");
    assertThat(again.exit()).isZero();
    assertThat(digest(again)).isEqualTo(digest(first));

    var applied = cli.call("apply", "landing-zone", "--plan", digest(first).substring(0, 19));
    assertThat(applied.err()).isEmpty();
    assertThat(applied.exit()).isZero();
    assertThat(applied.plainOut()).contains("29 of 29 complete · 28 created, 0 updated");

    var after = cli.call("plan", "landing-zone", "--detailed-exit-code");
    assertThat(after.out()).contains("\nno changes · 28 unchanged\n");
    assertThat(after.exit()).isZero();

    var twice = cli.call("apply", "--plan", digest(first));
    assertThat(twice.exit()).isEqualTo(3);
    assertThat(twice.plainErr()).startsWith("the plan DIGEST was carried out by run RUN. Plan");
  }

  @Test
  void an_edited_template_is_one_update_and_is_applied_as_it_was_shown() throws IOException {
    bring("hello");
    assertThat(cli.call("run", "hello").exit()).isZero();
    edit("hello/templates/hello.yaml", "Hello", "Good morning");

    var plan = cli.call("plan", "hello", "--detailed-exit-code");
    assertThat(plan.exit()).isEqualTo(6);
    assertThat(plan.plainOut())
        .contains(
            """
              ~ hello  210000000021 sandbox  eu-west-1  to update
                  ~ Greeting  AWS::SSM::Parameter  (Value: template)

            1 to update, 0 unchanged

            plan      DIGEST
            until     WHEN
            apply     core apply hello --plan DIGEST
            drop      core plan --drop DIGEST
            """);
    var json = Json.parse(cli.call("plan", "hello", "--output", "json").out());
    assertThat(json.at("/run/plan").textValue()).isEqualTo(digest(plan));
    assertThat(json.at("/plan/actions/0/preview/change").textValue()).isEqualTo("update");

    var otherwise = cli.call("apply", "--plan", digest(plan), "--on-failure", "rollback");
    assertThat(otherwise.exit()).isEqualTo(2);
    assertThat(otherwise.err())
        .isEqualTo(
            "--on-failure (options.onFailure) is rollback, but the plan %s was made with drain. Leave"
                    .formatted(digest(plan).substring(0, 19))
                + " it out, or plan again with it.\n");

    // What is applied is what was shown, whatever lies in the folder by now.
    edit("hello/templates/hello.yaml", "Good morning", "Good evening");
    var applied = cli.call("apply", "--plan", digest(plan));
    assertThat(applied.err()).isEmpty();
    assertThat(applied.plainOut()).contains("1 of 1 complete · 0 created, 1 updated, 0 unchanged");
    assertThat(cli.call("plan", "hello").out()).contains("\n1 to update, 0 unchanged\n");
  }

  @Test
  void an_apply_is_refused_where_the_world_has_moved_and_changes_nothing() throws IOException {
    bring("hello");
    assertThat(cli.call("run", "hello").exit()).isZero();
    edit("hello/templates/hello.yaml", "Hello", "Good morning");
    var plan = cli.call("plan", "hello");
    edit("hello/templates/hello.yaml", "Good morning", "Good evening");
    assertThat(cli.call("run", "hello").exit()).isZero();

    var refused = cli.call("apply", "hello", "--plan", digest(plan));

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.out())
        .contains("the world moved: the stack 'hello' was updated since")
        .contains("mend: Plan again.");
    assertThat(cli.call("plan", "hello").out()).contains("\nno changes · 1 unchanged\n");
  }

  @Test
  void a_plan_that_is_dropped_leaves_nothing_and_cannot_be_applied() throws IOException {
    bring("hello");
    edit(
        "hello/templates/hello.yaml",
        "Resources:",
        "Transform: AWS::LanguageExtensions\nResources:");
    edit("hello/deployspec.yaml", "params:", "params:\n    capabilities: [CAPABILITY_AUTO_EXPAND]");
    var plan = cli.call("plan", "hello");
    assertThat(plan.err()).isEmpty();
    assertThat(plan.out()).contains("\n1 to create, 0 unchanged\n");
    var stacks = Json.parse(cli.call("world", "--output", "json").out());
    assertThat(stacks.at("/stacks/0/status").textValue()).isEqualTo("REVIEW_IN_PROGRESS");

    var dropped = cli.call("plan", "--drop", digest(plan));

    assertThat(dropped.err()).isEmpty();
    assertThat(dropped.exit()).isZero();
    assertThat(dropped.out()).contains("dropped   " + digest(plan));
    assertThat(
            Json.parse(cli.call("world", "--output", "json").out()).at("/stacks/0/status").asText())
        .isIn("", "DELETE_IN_PROGRESS");
    var gone = cli.call("apply", "--plan", digest(plan));
    assertThat(gone.exit()).isEqualTo(4);
    assertThat(gone.plainErr())
        .isEqualTo(
            "there is no plan 'DIGEST'. Plan again: it was dropped, has expired, or was never"
                + " made.\n");
  }

  @Test
  void calls_that_make_no_sense_are_refused_before_a_world_is_opened() {
    assertThat(cli.call("plan").err())
        .isEqualTo(
            "DIR is missing. Name the folder of a package, or a plan to drop: 'core plan"
                + " --help'.\n");
    assertThat(cli.call("plan", "--drop", "sha256-9f86", "--max-parallel", "3").err())
        .isEqualTo(
            "a plan to drop takes no options of a plan to make. Leave them out: core plan --drop"
                + " sha256-9f86.\n");
    assertThat(cli.call("apply", "--plan", "sha256-9f86", "--build", "7").err())
        .isEqualTo(
            "coordinates are given without the DIR of which they are. Name the folder that the plan"
                + " must be of, or leave them out: the plan has its own.\n");
    assertThat(cli.call("apply", "--plan", "latest").err())
        .isEqualTo("'latest' names no plan. Give 'sha256-' and at least 4 digits of its digest.\n");
  }
}
