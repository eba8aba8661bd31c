package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.plan.PlannedResource;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** The one change set that a preview makes. Its name is the preview's token. */
final class PreviewChangeSet {
  private final ActionContext context;
  private final CreateStack.Params params;
  private final Stacks stacks;
  private final String name;

  PreviewChangeSet(ActionContext context, CreateStack.Params params, Stacks stacks) {
    this.context = context;
    this.params = params;
    this.stacks = stacks;
    this.name = context.token(PlannedStack.PREVIEW);
  }

  /** How it stands, with all its pages; nothing if it was not made yet. */
  Optional<ChangeSetView> of(Stack stack) {
    var resources = new ArrayList<PlannedResource>();
    @Nullable String token = null;
    DescribeChangeSetResponse page;
    do {
      try {
        page = page(stack, token);
      } catch (ChangeSetNotFoundException e) {
        return Optional.empty();
      }
      page.changes().forEach(change -> resources.add(ResourceChanges.of(change.resourceChange())));
      token = page.nextToken();
    } while (token != null);
    return Optional.of(
        new ChangeSetView(
            page.status(), Objects.requireNonNullElse(page.statusReason(), ""), resources));
  }

  private DescribeChangeSetResponse page(Stack stack, @Nullable String token) {
    return stacks
        .client()
        .describeChangeSet(r -> r.stackName(stack.stackId()).changeSetName(name).nextToken(token));
  }

  /** Has it made. */
  void request(ChangeSetType type, String stack, StackInput input) {
    try {
      stacks
          .client()
          .createChangeSet(
              r -> {
                r.stackName(stack)
                    .changeSetName(name)
                    .changeSetType(type)
                    .clientToken(name)
                    .templateBody(input.templateBody())
                    .templateURL(input.templateUrl())
                    .parameters(input.parameters())
                    .tags(input.tags())
                    .capabilitiesWithStrings(params.granted())
                    .roleARN(context.stackExecutionRole());
                if (type == ChangeSetType.CREATE && params.onFailure() != null) {
                  r.onStackFailure(params.onFailure().name());
                }
              });
    } catch (AlreadyExistsException e) {
      // Our own, whose answer was lost: the next look describes it.
    }
  }

  void delete(Stack stack) {
    stacks.client().deleteChangeSet(r -> r.stackName(stack.stackId()).changeSetName(name));
  }
}
