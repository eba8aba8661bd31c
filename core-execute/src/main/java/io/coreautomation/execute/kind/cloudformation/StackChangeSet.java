package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.plan.PlannedResource;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** A change set of a stack, by its name. Its description is the token of who asked for it. */
final class StackChangeSet {
  private final ActionContext context;
  private final Stacks stacks;
  private final String name;

  StackChangeSet(ActionContext context, Stacks stacks, String name) {
    this.context = context;
    this.stacks = stacks;
    this.name = name;
  }

  /** What people call it. */
  static String text(String stackName, String name) {
    return "the change set '" + name + "' of the stack '" + stackName + "'";
  }

  /** How it stands, with all its pages; nothing if it is not there. */
  Optional<ChangeSetView> of(Stack stack) {
    var resources = new ArrayList<PlannedResource>();
    @Nullable String token = null;
    DescribeChangeSetResponse page;
    do {
      var found = page(stack, token);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      page = found.get();
      page.changes().forEach(change -> resources.add(ResourceChanges.of(change.resourceChange())));
      token = page.nextToken();
    } while (token != null);
    return Optional.of(ChangeSetView.of(page, resources));
  }

  /** How it stands, but for its changes; nothing if it is not there. */
  Optional<DescribeChangeSetResponse> standing(Stack stack) {
    return page(stack, null);
  }

  private Optional<DescribeChangeSetResponse> page(Stack stack, @Nullable String token) {
    try {
      return Optional.of(
          stacks
              .client()
              .describeChangeSet(
                  r -> r.stackName(stack.stackId()).changeSetName(name).nextToken(token)));
    } catch (ChangeSetNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Has it made.
   *
   * @param stack its name or id
   * @param token of the one who asks
   */
  void request(
      ChangeSetType type, String stack, CreateStack.Params params, StackInput input, String token) {
    try {
      stacks
          .client()
          .createChangeSet(
              r -> {
                r.stackName(stack)
                    .changeSetName(name)
                    .changeSetType(type)
                    .clientToken(token)
                    .description(token)
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
      // Our own, whose answer was lost, or one that is being deleted: the next look tells.
    }
  }

  /** The operation that its execution begins. */
  StackHandle operation(Stack stack) {
    return new StackHandle(
        isNew(stack) ? StackHandle.Phase.CREATING : StackHandle.Phase.UPDATING,
        stack.stackId(),
        StackHandle.Before.of(stack, context.now()));
  }

  /** Has it executed. */
  void execute(Stack stack) {
    var step = isNew(stack) ? StackOperation.CREATE : StackOperation.UPDATE;
    stacks
        .client()
        .executeChangeSet(
            r ->
                r.stackName(stack.stackId())
                    .changeSetName(name)
                    .clientRequestToken(context.token(step)));
  }

  /** Whether change sets of a stack create it. */
  static boolean isNew(Stack stack) {
    return StackStanding.of(stack.stackStatus()) == StackStanding.REVIEW;
  }

  void delete(Stack stack) {
    stacks.client().deleteChangeSet(r -> r.stackName(stack.stackId()).changeSetName(name));
  }
}
