package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real packages with one thing wrong each, through the real compiler. */
class BadPackagesTest {
  private static final String CORE =
      "{client: acme, portfolio: web, app: shop, branch: main, build: '42'}\n";
  private static final String REGISTRY =
      """
      clients: [{name: acme, homeRegion: eu-west-1}]
      portfolios: [{name: web, owner: platform@acme.example}]
      accounts: [{name: dev, id: "210000000011", ou: Workloads}]
      zones: [{name: eu, account: dev, regions: [eu-west-1]}]
      apps: [{portfolio: web, name: shop, zone: eu}]
      """;
  private static final String TEMPLATE = "Resources: {Topic: {Type: AWS::SNS::Topic}}\n";

  @TempDir Path directory;

  record Case(String name, String spec, String messages) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> packages() {
    return Stream.of(
        new Case(
            "a cycle",
            """
            - {name: a, kind: SYSTEM::NoOp, dependsOn: [b]}
            - {name: b, kind: SYSTEM::NoOp, dependsOn: [a]}
            """,
            """
            deployspec.yaml:1:3: these actions wait for each other: a → b → a. Remove one of the dependencies of a (deployspec.yaml:1), b (deployspec.yaml:2).
            """),
        new Case(
            "a kind that there is not",
            "- {name: a, kind: AWS::CreateStak, accounts: [dev], regions: [eu-west-1]}\n",
            """
            deployspec.yaml:1:19: there is no kind 'AWS::CreateStak'. Did you mean 'AWS::CreateStack'?
            """),
        new Case(
            "an account that nobody knows",
            """
            - name: a
              kind: AWS::CreateStack
              accounts: [prod]
              regions: [eu-west-1]
              params: {stackName: a, template: t.yaml}
            """,
            """
            deployspec.yaml:3:14: the account 'prod' is not in the registry. Known are: dev.
            """),
        new Case(
            "no region, and a template that is not there",
            """
            - name: a
              kind: AWS::CreateStack
              accounts: [dev]
              params: {stackName: a, template: t.yaml}
            - name: b
              kind: AWS::CreateStack
              accounts: [dev]
              regions: [eu-west-1]
              params: {stackName: b, template: stacks/missing.json}
            """,
            """
            deployspec.yaml:1:3: 'a' has no regions. Add 'regions: [eu-west-1]' to the action or to 'defaults'.
            deployspec.yaml:9:36: the package has no file 'stacks/missing.json'. Known are: core.yaml, deployspec.yaml, registry.yaml, t.yaml.
            """));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_bad_package_is_told_what_where_and_how_to_mend_it(Case bad) {
    var outcome = cli(bad.spec()).call("validate", "shop");

    assertThat(outcome.err()).isEqualTo(bad.messages());
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(directory.resolve(".core")).doesNotExist();
  }

  @Test
  void what_is_wrong_in_several_files_is_told_at_once() {
    var outcome =
        cli("- {name: a, kind: SYSTEM::NoOpp}\n")
            .with("shop/core.yaml", "{client: acme, app: shop, branch: main, build: '42'}\n")
            .with("shop/registry.yaml", "accounts: [{name: dev, id: '21'}]\n")
            .call("validate", "shop");

    assertThat(outcome.err())
        .isEqualTo(
            """
            core.yaml:1:1: the portfolio is missing. Add 'portfolio: web' to core.yaml, or pass --portfolio.
            deployspec.yaml:1:19: there is no kind 'SYSTEM::NoOpp'. Did you mean 'SYSTEM::NoOp'?
            registry.yaml:1:28: '21' is no account id. Write its 12 digits, in quotes.
            """);
    assertThat(outcome.exit()).isEqualTo(2);
  }

  private Cli cli(String spec) {
    return new Cli(directory, new EmbeddedPlatforms())
        .with("shop/core.yaml", CORE)
        .with("shop/registry.yaml", REGISTRY)
        .with("shop/t.yaml", TEMPLATE)
        .with("shop/deployspec.yaml", spec);
  }
}
