package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitVerbTest {
  private static final String TOPIC =
      """
      Resources:
        Topic: {Type: AWS::SNS::Topic}
      """;

  @TempDir Path directory;

  @Test
  void a_folder_of_templates_becomes_a_package_that_is_sound() throws Exception {
    var cli = cli().with("My Shop/templates/alerts.yaml", TOPIC).with("My Shop/notes.yaml", "a: b");

    var outcome = cli.call("init", "My Shop");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            wrote  core.yaml
            wrote  registry.yaml
            wrote  deployspec.yaml
            next   core validate My Shop
            """);
    assertThat(read("My Shop/deployspec.yaml"))
        .isEqualTo(
            """
            # One action a template. Order them with dependsOn: [name], or by a reference such as
            # "${actions.name.outputs.OutputName}" in parameters.
            defaults:
              accounts: [sandbox]
              regions: [eu-west-1]

            actions:
              - name: alerts
                kind: AWS::CreateStack
                params:
                  stackName: "{{ app.name }}-alerts"
                  template: "templates/alerts.yaml"
            """);
    assertThat(read("My Shop/core.yaml"))
        .isEqualTo(
            """
            # Where this package is deployed. Options of the command line win over this file.
            client: acme
            portfolio: start
            app: my-shop
            environment: dev
            branch: main
            build: "1"
            """);
    assertThat(cli.call("validate", "My Shop").out()).isEqualTo("My Shop is sound: 1 action\n");
  }

  @Test
  void parameters_without_a_default_are_named_with_their_place() throws Exception {
    var cli =
        cli()
            .with(
                "net/vpc.yaml",
                """
                Transform: AWS::LanguageExtensions
                Parameters:
                  Cidr: {Type: String}
                  Zones: {Type: Number, Default: 2}
                Resources: {}
                """);

    assertThat(cli.call("init", "net").err())
        .isEqualTo(
            "deployspec.yaml:15: the parameter 'Cidr' of 'vpc' has no default."
                + " Write its value in place of CHANGE-ME.\n");
    assertThat(read("net/deployspec.yaml"))
        .endsWith(
            """
                  template: "vpc.yaml"
                  capabilities: [CAPABILITY_IAM, CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND]
                  parameters:
                    Cidr: CHANGE-ME
            """);
  }

  @Test
  void a_file_that_is_there_is_kept() throws Exception {
    var cli = cli().with("shop/a.yaml", TOPIC).with("shop/core.yaml", "client: mine\n");

    assertThat(cli.call("init", "shop", "--output", "json").out().replaceAll("\\s", ""))
        .isEqualTo(
            "{\"written\":[\"registry.yaml\",\"deployspec.yaml\"],\"kept\":[\"core.yaml\"]}");
    assertThat(read("shop/core.yaml")).isEqualTo("client: mine\n");
  }

  private String read(String file) throws Exception {
    return Files.readString(directory.resolve(file));
  }

  private Cli cli() {
    return new Cli(directory, new EmbeddedPlatforms());
  }
}
