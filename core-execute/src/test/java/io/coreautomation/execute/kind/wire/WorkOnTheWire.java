package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.codebuild.StartBuild;
import io.coreautomation.execute.kind.glue.StartJobRun;
import io.coreautomation.execute.kind.kms.CreateGrants;
import io.coreautomation.execute.kind.lambda.InvokeFunction;
import io.coreautomation.execute.kind.stepfunctions.StartExecution;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Kinds that have others work. */
final class WorkOnTheWire {
  private static final String GRANTEE = "arn:aws:iam::" + Wire.ACCOUNT + ":role/other";

  private WorkOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {build(), execution(), function(), grants(), job()};
  }

  private static WireCase build() {
    return WireCase.cutShort(
        new StartBuild(),
        "with a variable",
        wire -> {
          wire.client(CodeBuildClient.class)
              .createProject(
                  r ->
                      r.name("shop")
                          .serviceRole("arn:aws:iam::" + Wire.ACCOUNT + ":role/service-role/build")
                          .artifacts(a -> a.type(ArtifactsType.NO_ARTIFACTS))
                          .environment(
                              e ->
                                  e.type(EnvironmentType.LINUX_CONTAINER)
                                      .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                                      .image("any"))
                          .source(s -> s.type(SourceType.S3).location("code/shop.zip")));
          return KindCase.json(
              "{\"projectName\": \"shop\", \"environment\": {\"STAGE\": \"prod\"}}");
        },
        "Input timestamp string must be no longer than 20 characters",
        (wire, _, _) ->
            assertThat(
                    wire.client(CodeBuildClient.class)
                        .listBuildsForProject(r -> r.projectName("shop"))
                        .ids())
                .hasSize(1));
  }

  private static WireCase execution() {
    return new WireCase(
        new StartExecution(),
        "with an input",
        wire ->
            KindCase.json("{\"input\": {\"version\": \"42\"}}")
                .put("stateMachineArn", machine(wire)),
        Change.NONE,
        (wire, params, outputs) -> {
          var machines = wire.client(SfnClient.class);
          var arn = params.path("stateMachineArn").asText();
          assertThat(machines.listExecutions(r -> r.stateMachineArn(arn)).executions())
              .extracting(ExecutionListItem::executionArn)
              .containsExactly(outputs.get("executionArn"));
          var ended = machines.describeExecution(r -> r.executionArn(outputs.get("executionArn")));
          assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
          assertThat(Json.parse(ended.input())).isEqualTo(params.path("input"));
        });
  }

  private static String machine(Wire wire) {
    return wire.client(SfnClient.class)
        .createStateMachine(
            r ->
                r.name("migrate")
                    .roleArn("arn:aws:iam::" + Wire.ACCOUNT + ":role/migrate")
                    .definition(
                        "{\"StartAt\": \"End\", \"States\": {\"End\": {\"Type\": \"Succeed\"}}}"))
        .stateMachineArn();
  }

  private static WireCase function() {
    return new WireCase(
        new InvokeFunction(),
        "and its answer",
        wire -> {
          var role = wire.role("warm-up", "lambda.amazonaws.com");
          wire.client(LambdaClient.class)
              .createFunction(
                  r ->
                      r.functionName("warm-up")
                          .runtime(Runtime.PYTHON3_12)
                          .handler("index.handler")
                          .role(role)
                          .code(c -> c.zipFile(SdkBytes.fromUtf8String("any"))));
          return KindCase.json(
              """
              {"functionName": "warm-up", "invocation": "requestResponse",
               "payload": {"version": 1}}
              """);
        },
        Change.NONE,
        // Without Docker it leaves nothing behind: the answer is all there is.
        (_, _, outputs) -> assertThat(outputs).containsEntry("statusCode", "200"));
  }

  private static WireCase grants() {
    return new WireCase(
        new CreateGrants(),
        "to one",
        wire ->
            KindCase.json(
                    "{\"granteePrincipals\": [\"%s\"], \"operations\": [\"Decrypt\"]}"
                        .formatted(GRANTEE))
                .put("kmsKeyId", wire.client(KmsClient.class).createKey().keyMetadata().keyId()),
        Change.CREATE,
        (wire, params, _) ->
            assertThat(
                    wire.client(KmsClient.class)
                        .listGrants(r -> r.keyId(params.path("kmsKeyId").asText()))
                        .grants())
                .extracting(GrantListEntry::granteePrincipal)
                .containsExactly(GRANTEE));
  }

  private static WireCase job() {
    return new WireCase(
        new StartJobRun(),
        "with an argument",
        wire -> {
          wire.client(GlueClient.class)
              .createJob(
                  r ->
                      r.name("import")
                          .role("arn:aws:iam::" + Wire.ACCOUNT + ":role/import")
                          .command(
                              c -> c.name("glueetl").scriptLocation("s3://scripts/import.py")));
          return KindCase.json("{\"jobName\": \"import\", \"arguments\": {\"--day\": \"1\"}}");
        },
        Change.NONE,
        (wire, _, _) ->
            assertThat(wire.client(GlueClient.class).getJobRuns(r -> r.jobName("import")).jobRuns())
                .hasSize(1));
  }
}
