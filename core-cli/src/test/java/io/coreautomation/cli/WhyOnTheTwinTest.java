package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of runs that failed on the twin, in its words, which are AWS's. */
class WhyOnTheTwinTest {
  @TempDir Path directory;
  private ShopOnTheTwin shop;

  @BeforeEach
  void writeAPackage() {
    shop = new ShopOnTheTwin(directory);
  }

  @Test
  void a_resource_that_is_refused_is_traced_to_both_lines_and_its_cause_is_told() {
    shop.with(
            "templates/function.yaml",
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
            "deployspec.yaml",
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
    var run = shop.failed();

    var why = shop.call("why", run);
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
    assertThat(shop.call("why", run, "function/210000000021/eu-west-1").out()).isEqualTo(why.out());

    assertThat(shop.call("why", run, "queue/210000000021/eu-west-1").plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy
            queue/210000000021/eu-west-1 has not failed: it is PENDING and waits for function/210000000021/eu-west-1
            """);
    var unknown = shop.call("why", run, "funktion/210000000021/eu-west-1");
    assertThat(unknown.exit()).isEqualTo(4);
    assertThat(unknown.err())
        .isEqualTo(
            "run %s has no action 'funktion/210000000021/eu-west-1'. Did you mean 'function/210000000021/eu-west-1'?\n"
                .formatted(run.substring(28)));

    var noRun = shop.call("why", "ffffffff");
    assertThat(noRun.exit()).isEqualTo(4);
    assertThat(noRun.err())
        .isEqualTo(
            "there is no run whose id begins or ends with 'ffffffff'. List the runs there are.\n");

    var json = Json.parse(shop.call("why", run, "--output", "json").out());
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
    shop.with(
            "templates/bucket.yaml",
            """
            Resources:
              Orders:
                Type: AWS::S3::Bucket
                Properties: {BucketName: acme-orders}
            """)
        .with(
            "templates/network.yaml",
            """
            Resources: {Topic: {Type: AWS::SNS::Topic}}
            Outputs: {Topic: {Value: !Ref Topic, Export: {Name: topic}}}
            """)
        .with(
            "templates/app.yaml",
            """
            Resources:
              Topic:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Value: !ImportValue topic}
            """)
        .with(
            "deployspec.yaml",
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
    assertThat(shop.call("run", "shop").exit()).isZero();
    assertThat(shop.call("why", shop.newest()).plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy
            nothing of it has failed
            """);
    assertThat(shop.call("why", shop.newest(), "network/210000000021/eu-west-1").plainOut())
        .endsWith("\nnetwork/210000000021/eu-west-1 has not failed: it is COMPLETE\n");

    shop.with(
        "deployspec.yaml",
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

    var why = shop.call("why", shop.failed("--on-failure", "continue"));

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
}
