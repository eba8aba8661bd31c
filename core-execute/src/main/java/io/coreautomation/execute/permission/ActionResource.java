package io.coreautomation.execute.permission;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * What an IAM action is about, as data: the ARN of its resource with holes, which an action's
 * params fill. From the Service Authorization Reference; an action that is in no row is about
 * {@code *}.
 *
 * @param service as IAM prefixes it
 * @param actions of the service; none for all but those of other rows
 * @param arn with {@code {partition}}, {@code {region}}, {@code {account}}, {@code
 *     {stackExecution}} and names of params
 * @param conditions with which it is allowed: values by keys by operators, with {@code
 *     {userBoundary}}
 */
record ActionResource(
    String service,
    Set<String> actions,
    String arn,
    Map<String, Map<String, Set<String>>> conditions) {
  private static final String ANY = "*";
  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

  private static final List<ActionResource> ROWS =
      List.of(
          new ActionResource(
              "cloudformation",
              Set.of(
                  "BatchDescribeTypeConfigurations",
                  "CreateStackSet",
                  "DescribeAccountLimits",
                  "DescribeStackDriftDetectionStatus",
                  "GetTemplateSummary",
                  "ListExports",
                  "ListImports",
                  "ListStacks"),
              ANY,
              Map.of()),
          new ActionResource(
              "cloudformation",
              Set.of(
                  "CreateStackInstances",
                  "DeleteStackInstances",
                  "DeleteStackSet",
                  "DescribeStackSet",
                  "DescribeStackSetOperation",
                  "ListStackInstances",
                  "ListStackSetOperationResults",
                  "StopStackSetOperation",
                  "UpdateStackSet"),
              "arn:{partition}:cloudformation:{region}:{account}:stackset/{stackSetName}:*",
              Map.of()),
          new ActionResource(
              "cloudformation",
              Set.of(),
              "arn:{partition}:cloudformation:{region}:{account}:stack/{stackName}/*",
              Map.of()),
          new ActionResource(
              "cloudfront",
              Set.of(),
              "arn:{partition}:cloudfront::{account}:distribution/{distributionId}",
              Map.of()),
          new ActionResource(
              "ec2",
              Set.of(
                  "CopyImage",
                  "DescribeImageAttribute",
                  "DescribeImages",
                  "DescribeNetworkInterfaces",
                  "DescribeSnapshots"),
              ANY,
              Map.of()),
          // Most calls are about things that are found by other things, whose ids AWS has given.
          new ActionResource("ec2", Set.of(), "arn:{partition}:ec2:{region}:*:*", Map.of()),
          new ActionResource(
              "ecr",
              Set.of(),
              "arn:{partition}:ecr:{region}:{account}:repository/{repositoryName}",
              Map.of()),
          new ActionResource(
              "elasticloadbalancing",
              Set.of("ModifyLoadBalancerAttributes"),
              "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/*",
              Map.of()),
          new ActionResource(
              "glue", Set.of(), "arn:{partition}:glue:{region}:{account}:job/{jobName}", Map.of()),
          new ActionResource(
              "rds",
              Set.of("AddTagsToResource", "DeleteDBSnapshot", "DescribeDBSnapshots"),
              "arn:{partition}:rds:{region}:{account}:snapshot:{dbSnapshotIdentifier}",
              Map.of()),
          new ActionResource(
              "rds",
              Set.of("DescribeDBInstances", "ModifyDBInstance"),
              "arn:{partition}:rds:{region}:{account}:db:{dbInstanceIdentifier}",
              Map.of()),
          new ActionResource(
              "s3",
              Set.of("ListBucket", "ListBucketMultipartUploads", "ListBucketVersions"),
              "arn:{partition}:s3:::{bucketName}",
              Map.of()),
          new ActionResource("s3", Set.of(), "arn:{partition}:s3:::{bucketName}/*", Map.of()),
          new ActionResource(
              "iam",
              Set.of("RemoveUserFromGroup"),
              "arn:{partition}:iam::{account}:group/*",
              Map.of()),
          new ActionResource(
              "iam",
              Set.of("DeleteVirtualMFADevice"),
              "arn:{partition}:iam::{account}:mfa/*",
              Map.of()),
          new ActionResource(
              "iam",
              Set.of("PassRole"),
              "{stackExecution}",
              Map.of(
                  "StringEquals",
                  Map.of("iam:PassedToService", Set.of("cloudformation.amazonaws.com")))),
          // As the change role has it: what users are given is within a boundary of the platform's.
          new ActionResource(
              "iam",
              Set.of("CreateUser", "PutUserPermissionsBoundary", "PutUserPolicy"),
              "arn:{partition}:iam::{account}:user/{userNames}",
              Map.of(
                  "StringLike",
                  Map.of("iam:PermissionsBoundary", Set.of("{userBoundary}", "{userBoundary}-*")))),
          new ActionResource(
              "iam", Set.of(), "arn:{partition}:iam::{account}:user/{userNames}", Map.of()));

  private static final ActionResource UNKNOWN = new ActionResource(ANY, Set.of(), ANY, Map.of());

  static ActionResource of(String permission) {
    var service = permission.substring(0, permission.indexOf(':'));
    var name = permission.substring(service.length() + 1);
    return ROWS.stream()
        .filter(row -> row.service().equals(service))
        .filter(row -> row.actions().contains(name) || row.actions().isEmpty())
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The same, about another resource. */
  ActionResource about(String otherArn) {
    return new ActionResource(service, actions, otherArn, conditions);
  }

  /** The ARN for an action; what only the run will know is any. */
  String in(Target target, Action action, LeastPrivilege.OwnArn passed) {
    return HOLE.matcher(arn)
        .replaceAll(
            hole ->
                switch (hole.group(1)) {
                  case "partition" -> PartitionMetadata.of(Region.of(target.region())).id();
                  case "region" -> target.region();
                  case "account" -> target.account();
                  case "stackExecution" -> passed.in(target.account(), target.region());
                  default -> {
                    var value = action.params().path(hole.group(1));
                    yield value.isTextual() ? value.textValue() : ANY;
                  }
                });
  }

  /** The conditions in an account. */
  SortedMap<String, SortedMap<String, SortedSet<String>>> conditions(String userBoundary) {
    var filled = new TreeMap<String, SortedMap<String, SortedSet<String>>>();
    conditions.forEach(
        (operator, keys) -> {
          var values = filled.computeIfAbsent(operator, _ -> new TreeMap<>());
          keys.forEach(
              (key, some) ->
                  values.put(
                      key,
                      some.stream()
                          .map(value -> value.replace("{userBoundary}", userBoundary))
                          .collect(Collectors.toCollection(TreeSet::new))));
        });
    return filled;
  }
}
