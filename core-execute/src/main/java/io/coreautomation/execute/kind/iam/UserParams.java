package io.coreautomation.execute.kind.iam;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Who the users are, and which roles they may assume. */
@Doc("Who the users are, and which roles they may assume.")
public record UserParams(
    @Doc("the users' names, one or more") @Alias("userName") List<String> userNames,
    @Doc("names or ARNs of the roles that each may assume; by default none") List<String> roles,
    @Doc(
            "the ARN of the policy that limits what they may do at all; by default the account's"
                + " core-automation-user-boundary, and otherwise one whose name goes on from that")
        @Nullable String permissionsBoundary) {
  /** Source: CreateRole, {@code RoleName}, with a path before it. */
  private static final Pattern ROLE =
      Pattern.compile("arn:[\\w-]+:iam::\\d{12}:role/.+|[\\w+=,.@/-]{1,512}");

  public UserParams {
    Users.checkNames(userNames);
    for (int i = 0; i < roles.size(); i++) {
      if (!ROLE.matcher(roles.get(i)).matches()) {
        throw new InvalidFieldException(
            "roles",
            i,
            "'" + roles.get(i) + "' is not a role's name or ARN",
            "Write deployer, or arn:aws:iam::210000000012:role/deployer.");
      }
    }
  }

  /** What limits them. */
  String boundary(ActionContext context) {
    return permissionsBoundary == null ? context.userBoundary() : permissionsBoundary;
  }

  /** The policy that says so, as IAM takes it; nothing if they may assume none. */
  Optional<String> policy(Target target) {
    if (roles.isEmpty()) {
      return Optional.empty();
    }
    var policy = Json.object().put("Version", "2012-10-17");
    var statement =
        policy
            .putArray("Statement")
            .addObject()
            .put("Effect", "Allow")
            .put("Action", "sts:AssumeRole");
    var arns = statement.putArray("Resource");
    var sorted = new TreeSet<String>();
    roles.forEach(role -> sorted.add(arn(role, target)));
    sorted.forEach(arns::add);
    return Optional.of(Json.write(policy));
  }

  private static String arn(String role, Target target) {
    return role.startsWith("arn:")
        ? role
        : "arn:"
            + PartitionMetadata.of(Region.of(target.region())).id()
            + ":iam::"
            + target.account()
            + ":role/"
            + role;
  }
}
