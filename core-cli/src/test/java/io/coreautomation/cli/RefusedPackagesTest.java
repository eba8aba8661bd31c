package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a package is told before anything is recorded or started. */
class RefusedPackagesTest {
  private static final String STACK =
      """
      - name: a
        kind: AWS::CreateStack
        accounts: [sandbox]
        regions: [eu-west-1]
        params: {stackName: a, template: t.yaml}
      """;

  @TempDir Path folder;

  record Case(String name, String spec, String template, String messages) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> packages() {
    var template = "Resources: {Topic: {Type: AWS::SNS::Topic}}\n";
    return Stream.of(
        new Case(
            "several at once: a field that there is not, and one that is missing",
            STACK.replace("regions:", "regoins:")
                + STACK.replace(", template: t.yaml", "").replace("name: a", "name: b"),
            template,
            """
            deployspec.yaml:4:3: there is no field 'regoins' here. Did you mean 'regions'?
            deployspec.yaml:10:11: the field 'template' is missing. Add 'template': the template's path in the package, or its https URL.
            """),
        new Case(
            "a template that is no YAML",
            STACK,
            "Resources:\n  Topic: {Type: AWS::SNS::Topic\n",
            """
            t.yaml:3:1: it is not YAML: expected ',' or '}', but got <stream end>. Mend it there; look at the indentation and quotes of the line before, too.
            """),
        new Case(
            "a template over the limit",
            STACK,
            "Metadata: {Text: '" + "x".repeat(1_100_000) + "'}\n" + template,
            """
            t.yaml: the template has 1100065 bytes, over CloudFormation's limit of 1 MB. Split it into several stacks.
            """),
        new Case(
            "a variable that nobody sets",
            "variables: {name: a}\nactions:\n"
                + STACK.replace("stackName: a", "stackName: \"{{ variables.nmae }}\""),
            template,
            """
            deployspec.yaml:7:23: the variable 'nmae' is not known. Did you mean 'name'?
            """),
        new Case(
            "braces without quotes",
            STACK.replace("stackName: a", "stackName: {{ app.name }}"),
            template,
            """
            deployspec.yaml:5:24: a key is a list or a map. If this was meant as {{ … }}, put it in quotes: YAML reads two bare braces as maps.
            """),
        new Case(
            "a dependency that there is not",
            STACK + "  dependsOn: [aa]\n",
            template,
            """
            deployspec.yaml:6:15: there is no action 'aa'. Did you mean 'a'?
            """));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_is_refused_with_every_place_and_its_mend(Case bad) throws IOException {
    Packages.write(folder.resolve("bad"), "bad");
    Files.writeString(folder.resolve("bad/deployspec.yaml"), bad.spec());
    Files.writeString(folder.resolve("bad/t.yaml"), bad.template());
    var cli = new Cli(folder, new EmbeddedPlatforms());

    var run = cli.call("run", "bad");

    assertThat(run.err()).isEqualTo(bad.messages());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(Json.parse(cli.call("runs", "--output", "json").out()).path("runs").isEmpty())
        .isTrue();
  }

  @Test
  void a_folder_that_is_no_package_yet_is_told_how_to_become_one() throws IOException {
    Files.createDirectories(folder.resolve("bare"));
    Files.writeString(
        folder.resolve("bare/t.yaml"), "Resources: {Topic: {Type: AWS::SNS::Topic}}\n");
    var cli = new Cli(folder, new EmbeddedPlatforms());

    var run = cli.call("run", "bare");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "'bare' has no deployspec.yaml. Let 'core init bare' write one, or name the folder that"
                + " has it.\n");
    assertThat(folder.resolve(".core")).doesNotExist();
  }

  @Test
  void a_folder_that_is_not_there_is_not_made() {
    var cli = new Cli(folder, new EmbeddedPlatforms());

    var run = cli.call("run", "nowhere");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "there is no folder 'nowhere'. Name the folder of a package, such as"
                + " examples/hello.\n");
    assertThat(folder.resolve(".core")).doesNotExist();
  }
}
