package io.coreautomation.infra.target;

import io.coreautomation.execute.kind.own.RolePermissions;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.infra.InfraSettings.Encryption;
import io.coreautomation.infra.PlatformNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What the roles of a target account may do: what the kinds need.
 *
 * @param names of the installation
 * @param platformAccount the id, or the parameter that holds it
 * @param kinds whose calls the roles may make
 * @param asksFunctions whether plans ask functions that serve kinds
 */
record TargetPermissions(
    PlatformNames names, String platformAccount, KindCatalog kinds, boolean asksFunctions) {
  static final List<String> ANY = List.of("*");
  static final String PASS_ROLE = "iam:PassRole";

  static final String IAM = "iam:";

  /** With these, a package could have the platform do what only the platform decides. */
  private static final List<String> CALLS_OF_PLATFORM =
      List.of("events:PutEvents", "lambda:InvokeFunction", "states:StartExecution");

  /** Looks, and makes change sets, which change nothing until somebody executes them. */
  List<PolicyStatement> plan() {
    var statements =
        statements(
            RolePermissions::looks,
            allow(
                "MakeChangeSets",
                List.of(
                    "cloudformation:CreateChangeSet",
                    "cloudformation:DeleteChangeSet",
                    "cloudformation:TagResource"),
                stacks()));
    if (asksFunctions) {
      // By name: nobody can tell of a function whether it only looks.
      statements.add(allow("AskFunctions", List.of("lambda:InvokeFunction"), previewFunctions()));
    }
    return statements;
  }

  private static List<String> previewFunctions() {
    return List.of("arn:" + Aws.PARTITION + ":" + RolePermissions.ASKED_FUNCTIONS);
  }

  /** Drives stacks. What is in them is made by the stack-execution role. */
  List<PolicyStatement> change() {
    return statements(
        action -> true,
        allow(
            "DriveStacks",
            List.of(
                "cloudformation:CancelUpdateStack",
                "cloudformation:ContinueUpdateRollback",
                "cloudformation:CreateChangeSet",
                "cloudformation:CreateStack",
                "cloudformation:DeleteChangeSet",
                "cloudformation:DeleteStack",
                "cloudformation:ExecuteChangeSet",
                "cloudformation:RollbackStack",
                "cloudformation:SetStackPolicy",
                "cloudformation:TagResource",
                "cloudformation:UntagResource",
                "cloudformation:UpdateStack",
                "cloudformation:UpdateTerminationProtection"),
            stacks()),
        // Of use in an organization's management account, and in those that it has delegated to.
        allow(
            "DriveStackSets",
            List.of(
                "cloudformation:CreateStackInstances",
                "cloudformation:CreateStackSet",
                "cloudformation:DeleteStackInstances",
                "cloudformation:DeleteStackSet",
                "cloudformation:StopStackSetOperation",
                "cloudformation:UpdateStackSet"),
            ANY),
        // Nothing above allows these; what is added to the role later shall not, either.
        deny(
            "KeepPlatformRoles",
            Boundaries.CHANGES_OF_IAM,
            platforms("iam", "", "role/", "policy/")),
        deny("KeepBoundaries", List.of("iam:Delete*PermissionsBoundary"), ANY));
  }

  /**
   * Passing the stack-execution role, to CloudFormation alone. Planning needs it, too: a change set
   * keeps the role that it was made with, and is executed with that one.
   */
  PolicyStatement passTo(String stackExecutionRoleArn) {
    return PolicyStatement.Builder.create()
        .sid("PassStackExecution")
        .effect(Effect.ALLOW)
        .actions(List.of(PASS_ROLE))
        .resources(List.of(stackExecutionRoleArn))
        .conditions(
            Map.of("StringEquals", Map.of("iam:PassedToService", "cloudformation.amazonaws.com")))
        .build();
  }

  /** What the kinds call. */
  Stream<String> called(Predicate<String> which) {
    return kinds.kinds().stream()
        .flatMap(kind -> kind.permissions().stream())
        .filter(which)
        .distinct()
        .sorted();
  }

  /** What the kinds of other services than CloudFormation and IAM call. */
  private List<PolicyStatement> calls(Predicate<String> which) {
    var byService =
        called(which)
            .filter(action -> !action.startsWith("cloudformation:") && !action.startsWith(IAM))
            .collect(
                Collectors.groupingBy(
                    action -> action.substring(0, action.indexOf(':')),
                    TreeMap::new,
                    Collectors.toList()));
    return byService.entrySet().stream()
        .map(service -> allow("Call" + capitalized(service.getKey()), service.getValue(), ANY))
        .toList();
  }

  static String capitalized(String service) {
    return Character.toUpperCase(service.charAt(0)) + service.substring(1).replace("-", "");
  }

  private List<PolicyStatement> statements(Predicate<String> which, PolicyStatement... own) {
    var statements =
        new ArrayList<>(
            List.of(
                allow(
                    "LookAtStacks",
                    List.of(
                        "cloudformation:BatchDescribeTypeConfigurations",
                        "cloudformation:DescribeAccountLimits",
                        "cloudformation:DescribeChangeSet",
                        "cloudformation:DescribeStack*",
                        "cloudformation:DetectStackDrift",
                        "cloudformation:DetectStackResourceDrift",
                        "cloudformation:GetStackPolicy",
                        "cloudformation:GetTemplate",
                        "cloudformation:GetTemplateSummary",
                        "cloudformation:ListChangeSets",
                        "cloudformation:ListExports",
                        "cloudformation:ListImports",
                        "cloudformation:ListStackInstances",
                        "cloudformation:ListStackResources",
                        "cloudformation:ListStackSetOperationResults",
                        "cloudformation:ListStacks",
                        "cloudformation:ValidateTemplate"),
                    ANY),
                deny(
                    "KeepPlatformStacks",
                    List.of(
                        "cloudformation:CancelUpdateStack",
                        "cloudformation:ContinueUpdateRollback",
                        "cloudformation:Create*",
                        "cloudformation:Delete*",
                        "cloudformation:ExecuteChangeSet",
                        "cloudformation:RollbackStack",
                        "cloudformation:SetStackPolicy",
                        "cloudformation:Update*"),
                    platformStacks()),
                deny("KeepPlatformFunctions", CALLS_OF_PLATFORM, platformFunctions()),
                deny(
                    "KeepPlatformObjects",
                    List.of("s3:Abort*", "s3:Delete*", "s3:Put*"),
                    List.of("arn:" + Aws.PARTITION + ":s3:::" + names.bucket("*") + "/*")),
                readTemplates()));
    statements.addAll(1, List.of(own));
    statements.addAll(calls(which));
    statements.addAll(new UserPermissions(this).calls(which));
    if (names.settings().encryption() == Encryption.KMS) {
      statements.add(decryptTemplates());
    }
    return statements;
  }

  /** CloudFormation fetches a template by URL as the role that named the URL. */
  private PolicyStatement readTemplates() {
    String buckets = "arn:" + Aws.PARTITION + ":s3:::" + names.bucket("*");
    return PolicyStatement.Builder.create()
        .sid("ReadTemplates")
        .effect(Effect.ALLOW)
        .actions(List.of("s3:GetObject"))
        .resources(List.of(buckets + "/artefacts/*/templates/*", buckets + "/files/*"))
        .conditions(Map.of("StringEquals", Map.of("aws:ResourceAccount", platformAccount)))
        .build();
  }

  private PolicyStatement decryptTemplates() {
    return PolicyStatement.Builder.create()
        .sid("DecryptTemplates")
        .effect(Effect.ALLOW)
        .actions(List.of("kms:Decrypt"))
        .resources(List.of("arn:" + Aws.PARTITION + ":kms:*:" + platformAccount + ":key/*"))
        .conditions(
            Map.of("ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", names.keyAlias())))
        .build();
  }

  private List<String> stacks() {
    return List.of(
        arn("cloudformation", "*", "stack/*"),
        arn("cloudformation", "*", "changeSet/*"),
        // Macros and AWS's own transforms, which a template with one asks for.
        "arn:" + Aws.PARTITION + ":cloudformation:*:*:transform/*");
  }

  private List<String> platformFunctions() {
    return Stream.of(
            platforms("lambda", "*", "function:"),
            platforms("states", "*", "stateMachine:"),
            platforms("events", "*", "event-bus/"))
        .flatMap(List::stream)
        .toList();
  }

  List<String> platformStacks() {
    return platforms("cloudformation", "*", "stack/");
  }

  /** What bears the platform's names: in a target, and in its own account, which may be one. */
  List<String> platforms(String service, String region, String... types) {
    return Stream.of(types)
        .flatMap(type -> Stream.of(type + names.inTarget("*"), type + names.base() + "-*"))
        .map(name -> arn(service, region, name))
        .toList();
  }

  static String arn(String service, String region, String resource) {
    return "arn:"
        + Aws.PARTITION
        + ":"
        + service
        + ":"
        + region
        + ":"
        + Aws.ACCOUNT_ID
        + ":"
        + resource;
  }

  static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
    return statement(Effect.ALLOW, sid, actions, resources);
  }

  static PolicyStatement deny(String sid, List<String> actions, List<String> resources) {
    return statement(Effect.DENY, sid, actions, resources);
  }

  private static PolicyStatement statement(
      Effect effect, String sid, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(effect)
        .actions(actions)
        .resources(resources)
        .build();
  }
}
