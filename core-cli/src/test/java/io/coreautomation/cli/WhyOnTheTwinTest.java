package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.NeededTool;
import io.coreautomation.local.sqlite.SqliteWorldStore;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
    assertThat(why.exit()).isZero();
    assertThat(why.err()).isEmpty();
    assertThat(why.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

            action    function/210000000021/eu-west-1  AWS::CreateStack
            error     STACK_FAILED: Function (AWS::Lambda::Function) CREATE_FAILED: Resource handler returned message: "The runtime parameter of nodejs12.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions. (Service: Lambda, Status Code: 400)" (HandlerErrorCode: InvalidRequest)
            resource  Function (AWS::Lambda::Function)
            template  templates/function.yaml:5:3
            from      deployspec.yaml:3:5
            mend      Mend the resource, then run again.
            known as  lambda-runtime-ended
              cause   The runtime has come to its end: functions that have it go on, but none is made or changed with it any more.
              mend    Set a runtime that is supported, and see that the code runs with it.
              source  Lambda runtimes, https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
            """);
    assertThat(cli.call("why", run, "function/210000000021/eu-west-1").out()).isEqualTo(why.out());

    assertThat(cli.call("why", run, "queue/210000000021/eu-west-1").plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy
            queue/210000000021/eu-west-1 has not failed: it is PENDING and waits for function/210000000021/eu-west-1
            """);
    var unknown = cli.call("why", run, "funktion/210000000021/eu-west-1");
    assertThat(unknown.exit()).isEqualTo(4);
    assertThat(unknown.err())
        .isEqualTo(
            "run %s has no action 'funktion/210000000021/eu-west-1'. Did you mean 'function/210000000021/eu-west-1'?\n"
                .formatted(run.substring(28)));

    var noRun = cli.call("why", "ffffffff");
    assertThat(noRun.exit()).isEqualTo(4);
    assertThat(noRun.err())
        .isEqualTo(
            "there is no run whose id begins or ends with 'ffffffff'. List the runs there are.\n");

    var json = Json.parse(cli.call("why", run, "--output", "json").out());
    assertThat(json.at("/run/status").asText()).isEqualTo("DEPLOY_FAILED");
    assertThat(json.has("commit")).isFalse();
    assertThat(json.get("failures")).hasSize(1);
    assertThat(json.at("/failures/0/action/source"))
        .isEqualTo(Json.parse("{\"file\": \"deployspec.yaml\", \"line\": 3, \"column\": 5}"));
    assertThat(json.at("/failures/0/action/failure/source"))
        .isEqualTo(
            Json.parse("{\"file\": \"templates/function.yaml\", \"line\": 5, \"column\": 3}"));
    assertThat(json.at("/failures/0/action/failure/resource"))
        .isEqualTo(
            Json.parse("{\"logicalId\": \"Function\", \"type\": \"AWS::Lambda::Function\"}"));
    assertThat(json.at("/failures/0/known"))
        .isEqualTo(
            Json.parse(
                """
                {"id": "lambda-runtime-ended",
                 "cause": "The runtime has come to its end: functions that have it go on, but none is made or changed with it any more.",
                 "mend": "Set a runtime that is supported, and see that the code runs with it.",
                 "source": {
                   "title": "Lambda runtimes",
                   "link": "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"}}
                """));
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
              - name: network
                kind: AWS::CreateStack
                params: {stackName: network, template: templates/network.yaml}
              - name: app
                kind: AWS::CreateStack
                dependsOn: [network]
                params: {stackName: app, template: templates/app.yaml}
            """);
    assertThat(cli.call("run", "shop").exit()).isZero();
    assertThat(cli.call("why", newest()).plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy
            nothing of it has failed
            """);
    assertThat(cli.call("why", newest(), "network/210000000021/eu-west-1").plainOut())
        .endsWith("\nnetwork/210000000021/eu-west-1 has not failed: it is COMPLETE\n");

    cli.with(
        "shop/deployspec.yaml",
        """
        defaults: {accounts: [dev]}
        actions:
          - name: orders
            kind: AWS::CreateStack
            regions: [eu-central-1]
            params: {stackName: orders, template: templates/bucket.yaml}
          - name: network
            kind: AWS::DeleteStack
            regions: [eu-west-1]
            params: {stackName: network}
        """);

    var why = cli.call("why", failed("--on-failure", "continue"));

    assertThat(why.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

            action    orders/210000000021/eu-central-1  AWS::CreateStack
            error     STACK_FAILED: Orders (AWS::S3::Bucket) CREATE_FAILED: acme-orders already exists
            resource  Orders (AWS::S3::Bucket)
            template  templates/bucket.yaml:2:3
            from      deployspec.yaml:3:5
            mend      Mend the resource, then run again.
            known as  s3-bucket-taken
              cause   Bucket names are shared by all accounts of AWS, and somebody has this one: another account, another stack, or a bucket that was kept when its stack was deleted.
              mend    Leave BucketName out, or put account and region into it: !Sub 'orders-${AWS::AccountId}-${AWS::Region}'. One that you have already can be imported into the stack.
              source  CreateBucket, https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html

            action    network/210000000021/eu-west-1  AWS::DeleteStack
            error     AWS_REFUSED: could not delete stack 'network': Export topic cannot be deleted as it is in use by app
            from      deployspec.yaml:7:5
            known as  cfn-export-in-use
              cause   Other stacks import the value, and CloudFormation does not let it change or go as long as they do.
              mend    Change or delete the importing stacks first (AWS::GetStackReferences names them), or export the new value by a new name and move them to it.
              source  Get exported outputs from a deployed CloudFormation stack, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
            """);
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

    assertThat(why.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

            action    queue/210000000022/eu-west-1  AWS::CreateStack
            error     AWS_DENIED: could not deploy stack 'queue': User: arn:aws:sts::210000000022:assumed-role/core-automation-change/RUN is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:eu-west-1:210000000022:stack/queue/* with an explicit deny in a service control policy
            from      deployspec.yaml:1:3
            mend      Allow it in the role's policies.
            known as  iam-denied-by-scp
              cause   A service control policy of the organization forbids it in this account, often outside of a list of regions or services. No policy in the account can allow it again.
              mend    Have the organization's administrators except the role or the action, or use a region and service that the policy leaves open.
              source  Troubleshoot access denied error messages, https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
            """);
  }

  @Test
  void the_commit_is_told_that_a_build_is_called_by() throws Exception {
    var git = NeededTool.require("git").toString();
    cli.with("shop/core.yaml", "{client: acme, portfolio: web, app: shop, branch: main}\n")
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
            - name: app
              kind: AWS::CreateStack
              accounts: [dev]
              regions: [eu-west-1]
              params: {stackName: app, template: templates/app.yaml}
            """);
    answer(git, "init", "-q");
    answer(git, "add", "shop");
    answer(
        git, "-c", "user.name=ada", "-c", "user.email=ada@acme.example", "commit", "-qm", "shop");
    var commit = answer(git, "rev-parse", "HEAD");
    var run = failed();

    assertThat(cli.call("why", run).plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/%s deploy
            commit    %s

            action    app/210000000021/eu-west-1  AWS::CreateStack
            error     STACK_FAILED: the stack 'app' is ROLLBACK_COMPLETE: No export named topic found. Rollback requested by user
            from      deployspec.yaml:1:3
            mend      Mend the resource, then run again.
            known as  cfn-export-missing
              cause   A template imports what no stack in this account and region exports: the other stack is not deployed yet, or is elsewhere, or calls it otherwise.
              mend    Deploy the exporting stack first; where one list has both, name it in the importing action's dependsOn.
              source  Get exported outputs from a deployed CloudFormation stack, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
            """
                .formatted(commit.substring(0, 7), commit));
    assertThat(Json.parse(cli.call("why", run, "--output", "json").out()).get("commit").asText())
        .isEqualTo(commit);
  }

  private String answer(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).directory(directory.toFile()).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.strip();
  }

  /** Runs the package, and says which run that was. */
  private String failed(String... options) {
    var call = new ArrayList<>(List.of("run", "shop"));
    call.addAll(List.of(options));
    var outcome = cli.call(call.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isEqualTo(1);
    return newest();
  }

  private String newest() {
    return Json.parse(cli.call("runs", "--output", "json").out()).at("/runs/0/id").asText();
  }
}
