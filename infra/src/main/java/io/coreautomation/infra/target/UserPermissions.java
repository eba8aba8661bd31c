package io.coreautomation.infra.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What the roles of a target account may do about users. */
record UserPermissions(TargetPermissions target) {

  /** What makes a user, or lets one do more. */
  private static final List<String> GIVING =
      List.of("Add", "Attach", "Create", "Enable", "Put", "Set", "Update", "Upload");

  /**
   * What the kinds about users call. Who may give users something could give them more than he has
   * himself: so users are made, and given something, only within a boundary of the platform's.
   */
  List<PolicyStatement> calls(Predicate<String> which) {
    var byResource =
        target
            .called(which)
            .filter(action -> action.startsWith(TargetPermissions.IAM))
            .filter(action -> !action.equals(TargetPermissions.PASS_ROLE))
            .collect(
                Collectors.groupingBy(
                    UserPermissions::belongsTo, TreeMap::new, Collectors.toList()));
    return byResource.entrySet().stream()
        .flatMap(
            e -> Stream.of(true, false).map(gives -> statement(e.getKey(), e.getValue(), gives)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<PolicyStatement> statement(String type, List<String> actions, boolean gives) {
    var some = actions.stream().filter(action -> gives(action) == gives).toList();
    if (some.isEmpty()) {
      return Optional.empty();
    }
    var resources = List.of(TargetPermissions.arn("iam", "", type + "/*"));
    return Optional.of(
        gives
            ? PolicyStatement.Builder.create()
                .sid("Give" + TargetPermissions.capitalized(type))
                .effect(Effect.ALLOW)
                .actions(some)
                .resources(resources)
                .conditions(
                    Map.of("StringLike", Map.of(Boundaries.KEY, new Boundaries(target).names())))
                .build()
            : TargetPermissions.allow(
                "CallIam" + TargetPermissions.capitalized(type), some, resources));
  }

  private static boolean gives(String action) {
    return GIVING.stream().anyMatch(action.substring(TargetPermissions.IAM.length())::startsWith);
  }

  /** The type of what an action of IAM is about. */
  private static String belongsTo(String action) {
    return action.endsWith("Group")
        ? "group"
        : action.endsWith("VirtualMFADevice") ? "mfa" : "user";
  }
}
