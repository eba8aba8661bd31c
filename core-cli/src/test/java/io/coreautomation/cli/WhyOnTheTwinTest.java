package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.sqlite.SqliteWorldStore;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of runs that failed on the twin, in its words, which are AWS's. */
class WhyOnTheTwinTest {
  private static final String ALLOWED =
      "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}";
  private static final String DENIED =
      "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"cloudformation:CreateStack\","
          + " \"Resource\": \"*\"}}";

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void writeAPackage() {
    cli =
        new Cli(directory, new EmbeddedPlatforms())
            .with(
                "shop/core.yaml",
                "{client: acme, portfolio: web, app: shop, branch: main, build: '42'}\n")
            .with(
                "shop/registry.yaml",
                """
                clients: [{name: acme, homeRegion: eu-west-1}]
                portfolios: [{name: web, owner: platform@acme.example}]
                accounts:
                  - {name: dev, id: "210000000021", ou: Dev, regions: [eu-west-1, eu-central-1]}
                  - {name: prod, id: "210000000022", ou: Prod, regions: [eu-west-1]}
                zones: [{name: eu, account: dev, regions: [eu-west-1, eu-central-1]}]
                apps: [{portfolio: web, name: shop, zone: eu}]
                """)
            .with("shop/templates/queue.yaml", "Resources: {Queue: {Type: AWS::SQS::Queue}}\n");
  }

  @Test
  void a_resource_that_is_refused_is_traced_to_both_lines_and_its_cause_is_told() {
    cli.with(
            "shop/templates/function.yaml",
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}}
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: nodejs12.x
                  Handler: index.handler
                  Role: !GetAtt Role.Arn
                  Code: {ZipFile: "exports.handler = async () => 1;"}
            """)
        .with(
            "shop/deployspec.yaml",
            """
            defaults: {accounts: [dev], regions: [eu-west-1]}
            actions:
              - name: function
                kind: AWS::CreateStack
                params: {stackName: function, template: templates/function.yaml}
              - name: queue
                kind: AWS::CreateStack
                dependsOn: [function]
                params: {stackName: queue, template: templates/queue.yaml}
            """);
    var run = failed();

    var why = cli.call("why", run);
    System.out.println(why.plainOut() + why.err());
    System.out.println(cli.call("why", run, "queue/210000000021/eu-west-1").plainOut());
    System.out.println(cli.call("why", run, "--output", "json").plainOut());
  }

  @Test
  void names_that_are_taken_and_exports_that_are_in_use_are_known() {
    cli.with(
            "shop/templates/bucket.yaml",
            """
            Resources:
              Orders:
                Type: AWS::S3::Bucket
                Properties: {BucketName: acme-orders}
            """)
        .with(
            "shop/templates/network.yaml",
            """
            Resources: {Topic: {Type: AWS::SNS::Topic}}
            Outputs: {Topic: {Value: !Ref Topic, Export: {Name: topic}}}
            """)
        .with(
            "shop/templates/app.yaml",
            """
            Resources:
              Topic:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: !ImportValue topic}
            """)
        .with(
            "shop/deployspec.yaml",
            """
            defaults: {accounts: [dev], regions: [eu-west-1]}
            actions:
              - name: orders
                kind: AWS::CreateStack
                params: {stackName: orders, template: templates/bucket.yaml}
              - name: copies
                kind: AWS::CreateStack
                regions: [eu-central-1]
                dependsOn: [orders]
                params: {stackName: orders, template: templates/bucket.yaml}
              - name: network
                kind: AWS::CreateStack
                params: {stackName: network, template: templates/network.yaml}
              - name: app
                kind: AWS::CreateStack
                dependsOn: [network]
                params: {stackName: app, template: templates/app.yaml}
              - name: clear
                kind: AWS::DeleteStack
                dependsOn: [app]
                params: {stackName: network}
            """);

    var why = cli.call("why", failed("--on-failure", "continue"));
    System.out.println(why.plainOut() + why.err());
  }

  @Test
  void what_a_policy_of_the_organization_forbids_is_known_by_who_forbids_it() throws IOException {
    Files.createDirectories(directory.resolve(".core"));
    try (var documents = SqliteWorldStore.open(directory.resolve(".core/world.db"))) {
      var world = new TwinWorld(documents, () -> Instant.EPOCH, WorldSettings.DEFAULT);
      Authorization.of(world).putServiceControl("210000000022", List.of(List.of(ALLOWED, DENIED)));
    }
    cli.with(
        "shop/deployspec.yaml",
        """
        - name: queue
          kind: AWS::CreateStack
          accounts: [dev, prod]
          regions: [eu-west-1]
          params: {stackName: queue, template: templates/queue.yaml}
        """);

    var why = cli.call("why", failed("--on-failure", "continue"));
    System.out.println(why.plainOut() + why.err());
  }

  /** Runs the package, and says which run that was. */
  private String failed(String... options) {
    var call = new String[options.length + 2];
    call[0] = "run";
    call[1] = "shop";
    System.arraycopy(options, 0, call, 2, options.length);
    var outcome = cli.call(call);
    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isEqualTo(1);
    return Json.parse(cli.call("runs", "--output", "json").out()).at("/runs/0/id").asText();
  }
}
