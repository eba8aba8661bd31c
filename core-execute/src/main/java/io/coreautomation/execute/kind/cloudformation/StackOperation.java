package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.cloudformation.StackHandle.Phase;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A creation or an update of a stack that we began, on its way to its end.
 *
 * @param stackName for people
 * @param template in which failures are shown; null where nobody knows it
 * @param deletesItself whether a stack whose creation fails is deleted by CloudFormation
 * @param unsettled whether something is still to be done to the stack once it has ended
 */
record StackOperation(
    ActionContext context,
    Stacks stacks,
    String stackName,
    @Nullable TemplateRef template,
    boolean deletesItself,
    Predicate<Stack> unsettled) {
  static final String CREATE = "create";
  static final String UPDATE = "update";
  private static final String MEND = "Mend the resource, then run again.";

  /** The one that an earlier call of ours has begun, if it has. */
  Optional<StackHandle> begun(Stack stack) {
    if (stacks.bears(stack, UPDATE)) {
      return Optional.of(StackHandle.of(Phase.UPDATING, stack.stackId()));
    }
    return stacks.bears(stack, CREATE)
        ? Optional.of(StackHandle.of(Phase.CREATING, stack.stackId()))
        : Optional.empty();
  }

  /**
   * Looks how far it is.
   *
   * @param settled says what comes of the stack that it has created or updated
   */
  Progress follow(StackHandle handle, BiFunction<Stack, Change, Progress> settled) {
    return handle.phase() == Phase.CREATING ? creating(handle, settled) : updating(handle, settled);
  }

  private Progress creating(StackHandle handle, BiFunction<Stack, Change, Progress> settled) {
    var found = stacks.find(handle.id());
    if (found.isEmpty()) {
      return gone();
    }
    var stack = found.get();
    if (StackStanding.of(stack.stackStatus()) == StackStanding.REVIEW) {
      // Read too early: its change set is being executed.
      return underWay(Progress.running(handle), stack);
    }
    return switch (Outcome.ofCreate(stack.stackStatus())) {
      case WAIT -> underWay(Progress.awaitingEvent(handle), stack);
      case DONE -> settled.apply(stack, Change.CREATE);
      case FAILED -> isGone(stack) && !deletesItself ? gone() : failed(stack, CREATE, MEND);
    };
  }

  private Progress updating(StackHandle handle, BiFunction<Stack, Change, Progress> settled) {
    var found = stacks.find(handle.id());
    if (found.isEmpty() || isGone(found.get())) {
      return gone();
    }
    var stack = found.get();
    if (!hasBegun(stack, handle)) {
      return underWay(Progress.running(handle), stack);
    }
    return switch (Outcome.ofUpdate(stack.stackStatus())) {
      case WAIT -> underWay(Progress.awaitingEvent(handle), stack);
      case DONE -> settled.apply(stack, Change.UPDATE);
      case FAILED -> failed(stack, UPDATE, MEND);
    };
  }

  /** It goes on by itself, but for what is to be done after it. */
  Progress underWay(Progress progress, Stack stack) {
    return unsettled.test(stack) ? progress.toBeAttended() : progress;
  }

  /** A stack read too early still shows the end of the operation before ours. */
  private boolean hasBegun(Stack stack, StackHandle handle) {
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return true;
    }
    var before = handle.before();
    return before == null || before.isPast(stack, context.now()) || stacks.bears(stack, UPDATE);
  }

  /**
   * Calls it off where that can be: only an update can, a creation is waited out.
   *
   * @return whether it was
   */
  boolean callOff(StackHandle handle) {
    var can =
        handle.phase() == Phase.UPDATING
            && stacks
                .find(handle.id())
                .map(Stack::stackStatusAsString)
                .filter("UPDATE_IN_PROGRESS"::equals)
                .isPresent();
    if (can) {
      stacks
          .client()
          .cancelUpdateStack(
              r -> r.stackName(handle.id()).clientRequestToken(context.token("cancel")));
    }
    return can;
  }

  private static boolean isGone(Stack stack) {
    return StackStanding.of(stack.stackStatus()) == StackStanding.GONE;
  }

  private Progress gone() {
    return new Progress.Failed(
        Problem.of(
            ProblemCode.STACK_GONE,
            "the stack '" + stackName + "' was deleted while this run worked on it",
            "Find out who deleted it; run again to create it anew."));
  }

  /** Why an operation under the token of {@code step} has failed. */
  Progress failed(Stack stack, String step, String mend) {
    return new Progress.Failed(new StackFailure(context, stacks, template).of(stack, step, mend));
  }
}
