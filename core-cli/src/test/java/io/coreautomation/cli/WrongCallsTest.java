package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.platform.Platforms;
import io.coreautomation.cli.platform.Registry;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.embedded.EmbeddedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrongCallsTest {
  @TempDir Path directory;

  record Case(String call, int exit, String message) {
    @Override
    public String toString() {
      return "core " + call;
    }
  }

  static Stream<Case> calls() {
    return Stream.of(
        new Case("rnu shop", 2, "there is no verb 'rnu'. Did you mean 'run'?"),
        new Case(
            "run --endpont-url=x shop",
            2,
            "there is no option '--endpont-url'. Did you mean '--endpoint-url'?"
                + " 'core run --help' shows how it is called."),
        new Case("run", 2, "DIR is missing. 'core run --help' shows how it is called."),
        new Case(
            "run shop another",
            2,
            "'another' is one argument too many. 'core run --help' shows how it is called."),
        new Case(
            "run shop --task deploi",
            2,
            "there is no task 'deploi'. Did you mean 'deploy'?"
                + " 'core run --help' shows how it is called."),
        new Case(
            "runs --output xml",
            2,
            "there is no format 'xml'. Did you mean 'yaml'?"
                + " 'core runs --help' shows how it is called."),
        new Case(
            "run nowhere",
            2,
            "there is no folder 'nowhere'. Name the folder of a package, such as examples/hello."),
        new Case("run file.txt", 2, "'file.txt' is a file. Name the folder of the package."),
        new Case(
            "run empty",
            2,
            "'empty' has no deployspec.yaml."
                + " Let 'core init empty' write one, or name the folder that has it."),
        new Case(
            "run shop --on-locked wiat",
            2,
            "there is no way to wait 'wiat'. Did you mean 'wait'?"
                + " 'core run --help' shows how it is called."),
        new Case(
            "settle 7c41d09e --action dns --as done",
            2,
            "there is no end of an action 'done'. Known are: complete, failed."
                + " 'core settle --help' shows how it is called."),
        new Case(
            "retry 7c41d09e --failed --action dns",
            2,
            "--failed, --action=ID are mutually exclusive (specify only one)."
                + " 'core retry --help' shows how it is called."),
        new Case("cancel", 2, "RUN is missing. 'core cancel --help' shows how it is called."),
        new Case("run shop --max-parallel 0", 2, "maxParallel is 0. Use 1 to 10000."),
        new Case(
            "run shop --max-parallel many",
            2,
            "Invalid value for option '--max-parallel': 'many' is not an int."
                + " 'core run --help' shows how it is called."),
        new Case(
            "init shop",
            3,
            "'shop' has a deployspec.yaml. It is a package: 'core validate shop' checks it."),
        new Case(
            "init empty",
            2,
            "'empty' has no CloudFormation template."
                + " Put one there: a YAML or JSON file with 'Resources'."),
        new Case("kinds AWS::Nope", 4, "there is no kind 'AWS::Nope'."));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_that_makes_no_sense_is_told_how_to_mend_it(Case wrong) throws Exception {
    Files.createDirectories(directory.resolve("empty"));
    var outcome = cli().call(wrong.call().split(" "));

    assertThat(outcome.err().strip()).isEqualTo(wrong.message());
    assertThat(outcome.exit()).isEqualTo(wrong.exit());
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void everything_that_core_yaml_lacks_or_has_wrong_is_told_at_once() {
    var cli = cli().with("bare/deployspec.yaml", "[]").with("odd/deployspec.yaml", "[]");
    cli.with(
        "odd/core.yaml", "client: acme\nportfolio: 9web\napp: shop_1\nbranch: main\nbuild: '1'\n");

    assertThat(cli.call("run", "bare").err())
        .isEqualTo(
            """
            core.yaml: the client is missing. Add 'client: acme' to core.yaml, or pass --client.
            core.yaml: the portfolio is missing. Add 'portfolio: web' to core.yaml, or pass --portfolio.
            core.yaml: the app is missing. Add 'app: shop' to core.yaml, or pass --app.
            core.yaml: the branch is missing, and git tells none. Add 'branch: main' to core.yaml, or pass --branch.
            core.yaml: the build is missing, and git tells none. Add 'build: "1"' to core.yaml, or pass --build.
            """);
    assertThat(cli.call("run", "odd").err())
        .isEqualTo(
            """
            core.yaml:2:12: '9web' is no name for a portfolio. Use up to 31 lower-case letters, digits and '-', beginning with a letter.
            core.yaml:3:6: 'shop_1' is no name for a app. Use up to 31 lower-case letters, digits and '-', beginning with a letter.
            """);
  }

  @Test
  void a_field_that_core_yaml_does_not_have_is_refused_with_the_nearest() {
    var cli = cli().with("typo/deployspec.yaml", "[]").with("typo/core.yaml", "clinet: acme\n");

    var outcome = cli.call("run", "typo");

    assertThat(outcome.err())
        .startsWith("core.yaml:1:1: ")
        .contains("'clinet'")
        .contains("Did you mean 'client'?");
    assertThat(outcome.exit()).isEqualTo(2);
  }

  @Test
  void machines_get_a_problem_document() {
    var outcome = cli().call("run", "nowhere", "--output", "json");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(Json.parse(outcome.out()))
        .isEqualTo(
            Json.parse(
                """
                {"type":"/v1/problems/package-missing","title":"Package missing","status":400,
                 "detail":"there is no folder 'nowhere'. Name the folder of a package, such as examples/hello.",
                 "code":"PACKAGE_MISSING",
                 "errors":[{"code":"PACKAGE_MISSING","message":"there is no folder 'nowhere'",
                   "mend":"Name the folder of a package, such as examples/hello."}]}
                """));
  }

  @Test
  void what_nobody_foresaw_is_one_line_and_its_story_is_in_a_file() throws Exception {
    var outcome =
        new Cli(
                directory,
                new Broken(
                    () -> {
                      throw new IllegalStateException("a bug");
                    }))
            .call("runs");

    assertThat(outcome.err())
        .isEqualTo(
            "core failed for a reason that nobody foresaw. Its story is in .core/log/crash.log.\n");
    assertThat(outcome.exit()).isEqualTo(7);
    assertThat(Files.readString(directory.resolve(".core/log/crash.log")))
        .startsWith("java.lang.IllegalStateException: a bug");
  }

  @Test
  void an_error_of_the_machine_is_no_stack_trace_either() {
    var outcome =
        new Cli(
                directory,
                new Broken(
                    () -> {
                      throw new ExceptionInInitializerError("a bug");
                    }))
            .call("runs");

    assertThat(outcome.err())
        .isEqualTo(
            "core failed for a reason that nobody foresaw. Its story is in .core/log/crash.log.\n");
    assertThat(outcome.exit()).isEqualTo(7);
  }

  /** Platforms of which none can be opened. */
  private record Broken(Supplier<Platform> opening) implements Platforms {
    @Override
    public Platform open(EmbeddedSettings settings) {
      return opening.get();
    }

    @Override
    public Platform openInLine(EmbeddedSettings settings, Consumer<String> waiting) {
      return opening.get();
    }

    @Override
    public Registry registry(EmbeddedSettings settings) {
      return opening.get();
    }
  }

  private Cli cli() {
    return new Cli(directory, new ScriptedPlatform(Views.view("DEPLOY_COMPLETE")))
        .with("file.txt", "text")
        .withShop();
  }
}
