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

/** The verbs on the real embedded platform, with the example that newcomers run first. */
class OnTheTwinTest {
  @TempDir Path directory;

  @BeforeEach
  void bringTheExample() throws IOException {
    var hello = Path.of(System.getProperty("core.repository"), "examples", "hello");
    try (var files = Files.walk(hello)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = directory.resolve("hello").resolve(hello.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void hello_is_deployed_looked_at_and_taken_back() {
    var cli = new Cli(directory, new EmbeddedPlatforms());

    var first = cli.call("run", "hello");
    assertThat(first.err()).isEmpty();
    assertThat(first.exit()).isZero();
    assertThat(first.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            package   hello 4 files, 1 template · DIGEST
            compiled  1 action · 1 account · 1 region · TIME
            run       RUN  start/hello/main/1 deploy

              ✓ hello  210000000021 sandbox  eu-west-1  created     TIME (simulated)
            1 of 1 complete · 1 created, 0 updated, 0 unchanged · TIME (TIME simulated)

              hello  210000000021 sandbox  eu-west-1
                GreetingName  /hello/greeting

            outputs   core outputs SHORT
            report    .core/objects/artefacts/start/hello/main/1/runs/RUN/report.md
            again     core show SHORT
            """);
    var report = first.out().lines().filter(l -> l.startsWith("report")).findFirst().orElseThrow();
    assertThat(directory.resolve(report.substring("report    ".length()))).isNotEmptyFile();

    assertThat(cli.call("run", "hello").plainOut())
        .contains("✓ hello  210000000021 sandbox  eu-west-1  no change\n")
        .contains("1 of 1 complete · 0 created, 0 updated, 1 unchanged · TIME");

    var runs = Json.parse(cli.call("runs", "--output", "json").out()).get("runs");
    assertThat(runs).hasSize(2);
    var id = runs.get(0).get("id").textValue();
    assertThat(Json.parse(cli.call("outputs", id, "--output", "json").out()))
        .isEqualTo(
            Json.parse(
                "{\"run\":\""
                    + id
                    + "\",\"outputs\":{\"hello/210000000021/eu-west-1\":"
                    + "{\"GreetingName\":\"/hello/greeting\"}}}"));
    var shown = Json.parse(cli.call("show", id.substring(28), "--output", "json").out());
    assertThat(shown.at("/run/status").textValue()).isEqualTo("DEPLOY_COMPLETE");
    assertThat(shown.at("/actions/0/change").textValue()).isEqualTo("noChange");

    assertThat(cli.call("world").out())
        .isEqualTo(
            """
            world: twin (.core)
            ACCOUNT       NAME     OU       STATUS
            210000000021  sandbox  Sandbox  ACTIVE

            ACCOUNT       NAME     REGION     STACK  STATUS
            210000000021  sandbox  eu-west-1  hello  CREATE_COMPLETE
            """);
    var world = Json.parse(cli.call("world", "--output", "json").out());
    assertThat(world.at("/stacks/0/stackName").textValue()).isEqualTo("hello");
    assertThat(world.at("/stacks/0/outputs/GreetingName").textValue()).isEqualTo("/hello/greeting");

    assertThat(cli.call("teardown", "hello").plainOut())
        .contains("1 of 1 complete · 1 deleted · TIME");
    assertThat(Json.parse(cli.call("world", "--output", "json").out()).get("stacks")).isEmpty();
    var resumed = cli.call("resume");
    assertThat(resumed.exit()).isZero();
    assertThat(resumed.err())
        .isEqualTo("nothing to resume: every run of this world is at its end\n");
  }

  @Test
  void a_run_that_there_is_not_is_not_found() {
    var outcome = new Cli(directory, new EmbeddedPlatforms()).call("show", "7c41d09e");

    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.err())
        .isEqualTo(
            "there is no run whose id begins or ends with '7c41d09e'. List the runs there are.\n");
  }

  @Test
  void the_list_that_a_package_compiles_to_is_shown_without_touching_a_world() {
    var outcome = new Cli(directory, new EmbeddedPlatforms()).call("compile", "hello");

    assertThat(outcome.plainOut())
        .isEqualTo(
            """
            ACTION                        KIND              FROM               WAITS FOR
            hello/210000000021/eu-west-1  AWS::CreateStack  deployspec.yaml:1

            1 action · DIGEST
            """);
    assertThat(directory.resolve(".core")).doesNotExist();
  }

  @Test
  void what_a_package_needs_to_be_allowed_is_shown_an_account_each() {
    var outcome = new Cli(directory, new EmbeddedPlatforms()).call("permissions", "hello");

    assertThat(outcome.err()).isEqualTo("account 210000000021\n");
    assertThat(outcome.out())
        .startsWith("{\n  \"Version\" : \"2012-10-17\",\n")
        .contains("\"arn:aws:cloudformation:eu-west-1:210000000021:stack/")
        .contains("\"arn:aws:iam::210000000021:role/core-automation-stack-execution\"");
    assertThat(directory.resolve(".core")).doesNotExist();
  }

  @Test
  void the_params_of_a_kind_are_told_in_any_spelling() {
    var cli = new Cli(directory, new EmbeddedPlatforms());

    assertThat(cli.call("kinds", "create-stack").out())
        .startsWith("AWS::CreateStack\n")
        .containsPattern("\nstackName +text +yes +\\S");
    assertThat(cli.call("kinds", "AWS::CreateStak").err())
        .isEqualTo("there is no kind 'AWS::CreateStak'. Did you mean 'AWS::CreateStack'?\n");
  }

  @Test
  void the_registry_is_trusted_for_what_it_knows_and_the_rest_is_counted() {
    var cli = new Cli(directory, new EmbeddedPlatforms());
    var nothingKnown =
        "\n0 unchanged by registry; 1 could not be trusted (1 not in the registry)\n";
    assertThat(cli.call("run", "hello", "--trust-registry").out()).contains(nothingKnown);

    var again = cli.call("run", "hello", "--trust-registry");
    assertThat(again.out()).contains("0 created, 0 updated, 1 unchanged");
    assertThat(again.out()).contains("\n1 unchanged by registry\n");
    assertThat(again.out()).contains("GreetingName  /hello/greeting");
    assertThat(cli.call("plan", "hello", "--trust-registry").out())
        .contains("\n1 unchanged by registry\n")
        .contains("\nno changes · 1 unchanged\n");
    var json = Json.parse(cli.call("run", "hello", "--trust-registry", "--output", "json").out());
    assertThat(json.at("/actions/0/registry").textValue()).isEqualTo("unchanged");
    assertThat(cli.call("run", "hello").out()).doesNotContain("by registry");

    assertThat(cli.call("teardown", "hello").exit()).isZero();
    var anew = cli.call("run", "hello", "--trust-registry");
    assertThat(anew.out()).contains(nothingKnown).contains("1 created");
  }

  @Test
  void a_template_too_large_for_a_request_is_read_too() throws IOException {
    Packages.writeLarge(directory.resolve("large"));

    var run = new Cli(directory, new EmbeddedPlatforms()).call("run", "large");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(Files.size(directory.resolve("large/large.yaml"))).isGreaterThan(51_200);
  }
}
