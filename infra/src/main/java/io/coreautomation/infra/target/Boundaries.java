package io.coreautomation.infra.target;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What the permissions boundaries of a target account hold: of stack-execution, and of users. */
record Boundaries(TargetPermissions target) {
  static final String OF_USERS = "user-boundary";
  static final String KEY = "iam:PermissionsBoundary";

  static final List<String> CHANGES_OF_IAM =
      List.of(
          "iam:Add*",
          "iam:Attach*",
          "iam:Create*",
          "iam:Delete*",
          "iam:Detach*",
          "iam:Put*",
          "iam:Remove*",
          "iam:Set*",
          "iam:Tag*",
          "iam:Untag*",
          "iam:Update*");

  /** Everything but what would loosen the platform's hold on the account, or leave it. */
  List<PolicyStatement> ofStackExecution() {
    return List.of(
        TargetPermissions.allow("Everything", TargetPermissions.ANY, TargetPermissions.ANY),
        TargetPermissions.deny(
            "KeepPlatformRoles",
            Stream.concat(
                    CHANGES_OF_IAM.stream(),
                    Stream.of(TargetPermissions.PASS_ROLE, "sts:AssumeRole"))
                .toList(),
            target.platforms("iam", "", "role/", "policy/")),
        keepUsers(),
        TargetPermissions.deny(
            "KeepPlatformStacks",
            List.of(
                "cloudformation:CancelUpdateStack",
                "cloudformation:Create*",
                "cloudformation:Delete*",
                "cloudformation:ExecuteChangeSet",
                "cloudformation:SetStackPolicy",
                "cloudformation:Update*"),
            target.platformStacks()),
        TargetPermissions.deny(
            "KeepPlatformRules",
            List.of(
                "events:Delete*",
                "events:DisableRule",
                "events:Put*",
                "events:RemoveTargets",
                "events:TagResource",
                "events:UntagResource"),
            target.platforms("events", "*", "rule/")),
        TargetPermissions.deny(
            "StayInOrganization",
            List.of("account:CloseAccount", "organizations:LeaveOrganization"),
            TargetPermissions.ANY));
  }

  /** The one that {@code target-roles} makes, and those that an account's owner adds. */
  List<String> names() {
    var standard = TargetPermissions.arn("iam", "", "policy/" + target.names().inTarget(OF_USERS));
    return List.of(standard, standard + "-*");
  }

  /** What users may do at most whom kinds make: take on roles, and look after themselves. */
  List<PolicyStatement> ofUsers() {
    return List.of(
        TargetPermissions.allow(
            "TakeOnRoles",
            List.of("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"),
            List.of("arn:" + Aws.PARTITION + ":iam::*:role/*")),
        TargetPermissions.allow(
            "LookAfterThemselves",
            List.of(
                "iam:ChangePassword",
                "iam:CreateAccessKey",
                "iam:CreateVirtualMFADevice",
                "iam:DeleteAccessKey",
                "iam:EnableMFADevice",
                "iam:GetUser",
                "iam:ListAccessKeys",
                "iam:ListMFADevices",
                "iam:ResyncMFADevice",
                "iam:UpdateAccessKey"),
            List.of(
                TargetPermissions.arn("iam", "", "user/${aws:username}"),
                TargetPermissions.arn("iam", "", "mfa/${aws:username}"))),
        TargetPermissions.deny(
            "KeepPlatformRoles", List.of("sts:AssumeRole"), target.platforms("iam", "", "role/")));
  }

  /** Who is within one of the platform's stays so. */
  private PolicyStatement keepUsers() {
    return PolicyStatement.Builder.create()
        .sid("KeepUserBoundaries")
        .effect(Effect.DENY)
        .actions(List.of("iam:DeleteUserPermissionsBoundary"))
        .resources(TargetPermissions.ANY)
        .conditions(Map.of("StringLike", Map.of(KEY, names())))
        .build();
  }
}
