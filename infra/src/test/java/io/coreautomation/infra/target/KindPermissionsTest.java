package io.coreautomation.infra.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.json.Json;
import io.coreautomation.infra.app.Installation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kinds say that they need, against what the target accounts' roles may do. */
class KindPermissionsTest {
  @ParameterizedTest
  @EnumSource(Installation.class)
  void the_change_role_may_do_all_that_the_kinds_need(Installation installation) {
    assertThat(needed()).isNotEmpty().allMatch(allowed(installation, "Change")::covers);
  }

  @ParameterizedTest
  @EnumSource(Installation.class)
  void the_plan_role_lacks_nothing_but_what_changes_something(Installation installation) {
    Allowed plan = allowed(installation, "Plan");

    assertThat(needed().filter(action -> !plan.covers(action)))
        .containsExactly(
            "cloudformation:CancelUpdateStack",
            "cloudformation:ContinueUpdateRollback",
            "cloudformation:CreateStack",
            "cloudformation:CreateStackInstances",
            "cloudformation:CreateStackSet",
            "cloudformation:DeleteStack",
            "cloudformation:DeleteStackInstances",
            "cloudformation:DeleteStackSet",
            "cloudformation:ExecuteChangeSet",
            "cloudformation:SetStackPolicy",
            "cloudformation:StopStackSetOperation",
            "cloudformation:UpdateStack",
            "cloudformation:UpdateStackSet",
            "cloudformation:UpdateTerminationProtection",
            "cloudfront:CreateInvalidation",
            "cloudwatch:PutMetricData",
            "codebuild:StartBuild",
            "codebuild:StopBuild",
            "ec2:CopyImage",
            "ec2:CreateImage",
            "ec2:CreateTags",
            "ec2:DeleteNetworkInterface",
            "ec2:DeleteSnapshot",
            "ec2:DeregisterImage",
            "ec2:DetachNetworkInterface",
            "ec2:ModifyImageAttribute",
            "ec2:ModifySnapshotAttribute",
            "ecr:DeleteRepository",
            "elasticloadbalancing:ModifyLoadBalancerAttributes",
            "events:PutEvents",
            "glue:BatchStopJobRun",
            "glue:StartJobRun",
            "iam:CreateUser",
            "iam:DeactivateMFADevice",
            "iam:DeleteAccessKey",
            "iam:DeleteLoginProfile",
            "iam:DeleteSSHPublicKey",
            "iam:DeleteServiceSpecificCredential",
            "iam:DeleteSigningCertificate",
            "iam:DeleteUser",
            "iam:DeleteUserPolicy",
            "iam:DeleteVirtualMFADevice",
            "iam:DetachUserPolicy",
            "iam:PutUserPermissionsBoundary",
            "iam:PutUserPolicy",
            "iam:RemoveUserFromGroup",
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
            "kms:RevokeGrant",
            "lambda:InvokeFunction",
            "rds:AddTagsToResource",
            "rds:CreateDBSnapshot",
            "rds:DeleteDBSnapshot",
            "rds:ModifyDBInstance",
            "s3:AbortMultipartUpload",
            "s3:DeleteObjectVersion",
            "s3:PutObject",
            "ses:SendEmail",
            "states:StartExecution",
            "states:StopExecution");
  }

  private static Stream<String> needed() {
    return Kinds.shipped().all().stream()
        .flatMap(kind -> kind.describe().allPermissions().stream())
        .distinct()
        .sorted();
  }

  private static Allowed allowed(Installation installation, String role) {
    List<String> patterns =
        installation
            .json("target-roles")
            .path("Resources")
            .valueStream()
            .filter(r -> r.path("Type").asText().equals("AWS::IAM::Policy"))
            .map(r -> r.path("Properties"))
            .filter(p -> p.at("/Roles/0/Ref").asText().startsWith(role))
            .flatMap(p -> p.at("/PolicyDocument/Statement").valueStream())
            .filter(s -> s.path("Effect").asText().equals("Allow") && reachesPackages(s))
            .flatMap(s -> texts(s.path("Action")))
            .toList();
    return new Allowed(patterns);
  }

  /**
   * Whether a statement is about any stack that a package may have, the role that makes it, or any
   * user and what belongs to users.
   */
  private static boolean reachesPackages(JsonNode statement) {
    String resources = Json.write(statement.path("Resource"));
    return resources.equals("\"*\"")
        || resources.contains(":stack/*\"")
        || Stream.of("user", "group", "mfa").anyMatch(of -> resources.contains(":" + of + "/*\""))
        || resources.startsWith("{\"Fn::GetAtt\":[\"StackExecution");
  }

  private static Stream<String> texts(JsonNode oneOrMany) {
    return (oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany))
        .map(JsonNode::asText);
  }

  private record Allowed(List<String> patterns) {
    boolean covers(String action) {
      return patterns.stream().anyMatch(pattern -> action.matches(pattern.replace("*", ".*")));
    }
  }
}
