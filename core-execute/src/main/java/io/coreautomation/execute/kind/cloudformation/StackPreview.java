package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Says what a deployment of a stack would change. A stack that stands is asked by a change set,
 * which is deleted again; one that is not there needs none. Asked again, it finds its own change
 * set by name.
 */
final class StackPreview {
  private final ActionContext context;
  private final CreateStack.Params params;
  private final Stacks stacks;
  private final String changeSet;

  StackPreview(ActionContext context, CreateStack.Params params) {
    this.context = context;
    this.params = params;
    this.stacks = new Stacks(context);
    this.changeSet = context.token("preview");
  }

  Progress look() {
    var found = stacks.find(params.stackName());
    if (found.isEmpty()) {
      return Progress.done(Change.CREATE);
    }
    var stack = found.get();
    if (!params.adopt() && !stacks.isOurs(stack)) {
      return new Progress.Failed(stacks.notOurs(stack));
    }
    return switch (StackStanding.of(stack.stackStatus())) {
      case BUSY, GONE -> Progress.running(StackHandle.waiting());
      case BROKEN, REVIEW -> Progress.done(Change.CREATE);
      case STUCK -> new Progress.Failed(Stacks.stuck(stack));
      case READY -> compared(stack);
    };
  }

  private Progress compared(Stack stack) {
    var described = described(stack);
    if (described.isEmpty()) {
      request(stack);
      return Progress.runningSoon(StackHandle.waiting());
    }
    var set = described.get();
    return switch (set.status()) {
      case CREATE_COMPLETE -> {
        delete(stack);
        var replaces =
            set.changes().stream()
                .anyMatch(c -> c.resourceChange().replacement() == Replacement.TRUE);
        yield Progress.done(replaces ? Change.REPLACE : Change.UPDATE);
      }
      case FAILED -> {
        delete(stack);
        yield isEmpty(set)
            ? Progress.done(Change.NO_CHANGE)
            : new Progress.Failed(
                Problem.of(
                    ProblemCode.AWS_REFUSED,
                    "no change set could be made: " + set.statusReason(),
                    "Mend the template or its parameters."));
      }
      default -> Progress.runningSoon(StackHandle.waiting());
    };
  }

  private Optional<DescribeChangeSetResponse> described(Stack stack) {
    try {
      return Optional.of(
          stacks
              .client()
              .describeChangeSet(r -> r.stackName(stack.stackId()).changeSetName(changeSet)));
    } catch (ChangeSetNotFoundException e) {
      return Optional.empty();
    }
  }

  private void request(Stack stack) {
    var input = StackInput.forUpdate(context, params, stacks, stack);
    try {
      stacks
          .client()
          .createChangeSet(
              r ->
                  r.stackName(stack.stackId())
                      .changeSetName(changeSet)
                      .changeSetType(ChangeSetType.UPDATE)
                      .clientToken(changeSet)
                      .templateBody(input.templateBody())
                      .templateURL(input.templateUrl())
                      .parameters(input.parameters())
                      .tags(input.tags())
                      .capabilitiesWithStrings(params.granted())
                      .roleARN(context.stackExecutionRole()));
    } catch (AlreadyExistsException e) {
      // Our own, whose answer was lost: the next look describes it.
    }
  }

  private void delete(Stack stack) {
    stacks.client().deleteChangeSet(r -> r.stackName(stack.stackId()).changeSetName(changeSet));
  }

  private static boolean isEmpty(DescribeChangeSetResponse set) {
    var reason = String.valueOf(set.statusReason());
    return set.status() == ChangeSetStatus.FAILED
        && (reason.contains("didn't contain changes")
            || reason.contains("No updates are to be performed"));
  }
}
