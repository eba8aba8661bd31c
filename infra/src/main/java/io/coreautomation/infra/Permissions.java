package io.coreautomation.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What each function may do beyond writing its own logs and traces: the one place to look, and to
 * change. A reviewed snapshot of all policies stands beside the tests.
 *
 * @param names of the installation
 */
record Permissions(PlatformNames names) {
  List<PolicyStatement> of(Handler handler) {
    List<PolicyStatement> statements =
        new ArrayList<>(
            switch (handler) {
              case EXECUTE ->
                  List.of(
                      readObjects("artefacts/*", "files/*"),
                      writeObjects(
                          "artefacts/*/runs/*", "artefacts/*/plans/*", "artefacts/*/lists/*"),
                      listObjects(),
                      writeRegistry(),
                      // Those who stand in line for a lock that its run lets go.
                      machine("Wake", "states:SendTaskSuccess"),
                      // The parts of a list that is too long for one run.
                      machine("Start", "states:StartExecution"),
                      describeExecutions(),
                      assumeTargetRoles());
              case PARK -> List.of(writeRegistry(), machine("Wake", "states:SendTaskSuccess"));
              // What lets it read the queue stands with the queue.
              case WAKE ->
                  List.of(
                      allow(
                          "ReadRegistry",
                          List.of("dynamodb:GetItem", "dynamodb:Query"),
                          List.of(names.tableArn())),
                      writeWaits(),
                      machine("Wake", "states:SendTaskSuccess"));
              case REAP ->
                  List.of(
                      readObjects("artefacts/*/runs/*"),
                      listObjects(),
                      writeRegistry(),
                      machine("Start", "states:StartExecution"),
                      describeExecutions(),
                      invoke(Handler.INVOKER));
              case INVOKER ->
                  List.of(
                      readObjects("packages/*", "artefacts/*"),
                      writeObjects("artefacts/*/runs/*"),
                      listObjects(),
                      writeRegistry(),
                      // Itself, too: it accepts a task at once and carries it out afterwards.
                      invoke(Handler.INVOKER, Handler.DEPLOYSPEC, Handler.RUNNER));
              case DEPLOYSPEC ->
                  List.of(
                      readObjects("packages/*", "artefacts/*"),
                      writeObjects(
                          "artefacts/*.actions",
                          "artefacts/*/lists/*",
                          "artefacts/*/templates/*",
                          "files/*"),
                      listObjects(),
                      readRegistry());
              case RUNNER ->
                  List.of(
                      readObjects("artefacts/*"),
                      listObjects(),
                      writeRegistry(),
                      machine("Start", "states:StartExecution"),
                      describeExecutions());
              case CODECOMMIT ->
                  List.of(readRepositories(), writeObjects("packages/*"), invoke(Handler.INVOKER));
              case API ->
                  List.of(
                      readObjects("artefacts/*"),
                      listObjects(),
                      writeRegistry(),
                      invoke(Handler.INVOKER));
            });
    if (names.settings().encryption() == InfraSettings.Encryption.KMS) {
      statements.add(useKey());
    }
    return statements;
  }

  private PolicyStatement readObjects(String... keys) {
    return allow("ReadObjects", List.of("s3:GetObject", "s3:GetObjectVersion"), objects(keys));
  }

  private PolicyStatement writeObjects(String... keys) {
    return allow("WriteObjects", List.of("s3:PutObject"), objects(keys));
  }

  /** Without it S3 answers "denied" for an object that is not there. */
  private PolicyStatement listObjects() {
    return allow("ListObjects", List.of("s3:ListBucket"), names.bucketArns());
  }

  private List<String> objects(String... keys) {
    return names.bucketArns().stream()
        .flatMap(bucket -> List.of(keys).stream().map(key -> bucket + "/" + key))
        .toList();
  }

  private PolicyStatement readRegistry() {
    return allow(
        "ReadRegistry",
        List.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"),
        registry());
  }

  private PolicyStatement writeRegistry() {
    return allow(
        "WriteRegistry",
        List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem"),
        registry());
  }

  /** What comes from outside can wake runs, and change nothing else of them. */
  private PolicyStatement writeWaits() {
    return PolicyStatement.Builder.create()
        .sid("WriteWaits")
        .effect(Effect.ALLOW)
        .actions(List.of("dynamodb:PutItem", "dynamodb:UpdateItem"))
        .resources(List.of(names.tableArn()))
        .conditions(
            Map.of(
                "ForAllValues:StringLike",
                Map.of("dynamodb:LeadingKeys", List.of("WAIT#*", "FORWARDERS")),
                // All values of none are what is wanted, too: so there must be one.
                "Null",
                Map.of("dynamodb:LeadingKeys", "false")))
        .build();
  }

  private List<String> registry() {
    return List.of(names.tableArn(), names.tableArn() + "/index/*");
  }

  /** In any account: which ones there are is the registry's knowledge, who may is theirs. */
  private PolicyStatement assumeTargetRoles() {
    return allow(
        "AssumeTargetRoles",
        List.of("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"),
        List.of("plan", "change").stream()
            .map(role -> "arn:" + Aws.PARTITION + ":iam::*:role/" + names.inTarget(role))
            .toList());
  }

  private PolicyStatement machine(String sid, String action) {
    return allow(sid, List.of(action), List.of(names.stateMachineArn()));
  }

  private PolicyStatement describeExecutions() {
    return allow(
        "DescribeExecutions", List.of("states:DescribeExecution"), List.of(names.executionArns()));
  }

  private PolicyStatement invoke(Handler... handlers) {
    return allow(
        "InvokeLayers",
        List.of("lambda:InvokeFunction"),
        List.of(handlers).stream().map(names::liveArn).toList());
  }

  private PolicyStatement readRepositories() {
    return allow(
        "ReadRepositories",
        List.of("codecommit:GetBlob", "codecommit:GetBranch", "codecommit:GetFolder"),
        List.of(
            "arn:" + Aws.PARTITION + ":codecommit:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":*"));
  }

  private PolicyStatement useKey() {
    return PolicyStatement.Builder.create()
        .sid("UseKey")
        .effect(Effect.ALLOW)
        .actions(
            List.of(
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo"))
        .resources(List.of("arn:" + Aws.PARTITION + ":kms:*:" + Aws.ACCOUNT_ID + ":key/*"))
        .conditions(
            Map.of("ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", names.keyAlias())))
        .build();
  }

  static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(resources)
        .build();
  }
}
