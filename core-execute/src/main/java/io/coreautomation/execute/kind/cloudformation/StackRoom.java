package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AccountLimit;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** How many stacks an account may have in a region, and how many are there. */
final class StackRoom {
  private static final String LIMIT = "StackLimit";

  /** Deleted stacks are listed for 90 days, and take no room. */
  private static final List<StackStatus> THERE =
      Arrays.stream(StackStatus.values())
          .filter(status -> StackStanding.of(status) != StackStanding.GONE)
          .filter(status -> status != StackStatus.UNKNOWN_TO_SDK_VERSION)
          .toList();

  private final ActionContext context;
  private final CloudFormationClient cloudFormation;

  StackRoom(ActionContext context) {
    this.context = context;
    this.cloudFormation = context.client(CloudFormationClient.class);
  }

  /** Why stacks of these names cannot all be there; nothing if they can, or if nobody says. */
  Optional<Problem> lackingFor(Set<String> names) {
    var limit = limit();
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    var there = new HashSet<String>();
    var count = 0;
    for (var stack :
        cloudFormation.listStacksPaginator(r -> r.stackStatusFilters(THERE)).stackSummaries()) {
      there.add(stack.stackName());
      count++;
    }
    var more = names.stream().filter(name -> !there.contains(name)).count();
    return count + more <= limit.get()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemCode.LIMIT_EXCEEDED,
                "the run would make %d stacks in %s, where %d are and no more than %d can be"
                    .formatted(more, context.target(), count, limit.get()),
                "Ask AWS for more (Service Quotas, AWS CloudFormation, Stack count), or delete"
                    + " stacks that nobody needs. Nothing was changed."));
  }

  private Optional<Integer> limit() {
    return cloudFormation.describeAccountLimitsPaginator(r -> {}).accountLimits().stream()
        .filter(limit -> LIMIT.equals(limit.name()))
        .map(AccountLimit::value)
        .findFirst();
  }
}
