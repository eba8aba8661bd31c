package io.coreautomation.aws.access;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The roles in each target account, and the boundary of users, as the {@code target-roles} template
 * makes them.
 *
 * @param prefix what the names of all three begin with
 * @param externalId what their trust policies ask for; null only where they ask for none
 */
public record TargetRoles(String prefix, @Nullable String externalId) {
  public static final String DEFAULT_PREFIX = "core-automation-";

  public TargetRoles {
    // 64 is IAM's limit; 'stack-execution' is the longest ending.
    if (!prefix.matches("[A-Za-z0-9_+=,.@-]{1,49}")) {
      throw new IllegalArgumentException("not the beginning of a role's name: '" + prefix + "'");
    }
    if (externalId != null && externalId.length() < 2) {
      throw new IllegalArgumentException("an external id has at least two characters");
    }
  }

  /** The name of the role for a kind of work. */
  public String name(RoleKind kind) {
    return prefix
        + switch (kind) {
          case PLAN -> "plan";
          case CHANGE -> "change";
        };
  }

  /** The ARN of the role for a kind of work, in the region's partition. */
  public String arn(RoleKind kind, String account, String region) {
    return arn(name(kind), account, region);
  }

  /** The ARN of the role that only CloudFormation may assume. */
  public String stackExecutionArn(String account, String region) {
    return arn(prefix + "stack-execution", account, region);
  }

  /** The ARN of the policy that limits what users may do at most whom kinds make. */
  public String userBoundaryArn(String account, String region) {
    return arn("policy", prefix + "user-boundary", account, region);
  }

  private static String arn(String name, String account, String region) {
    return arn("role", name, account, region);
  }

  private static String arn(String type, String name, String account, String region) {
    return "arn:%s:iam::%s:%s/%s"
        .formatted(PartitionMetadata.of(Region.of(region)).id(), account, type, name);
  }
}
