package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * A stack that a plan has looked at: whether it is still as it was then, and what was left for it.
 */
final class PlannedStack {
  /** The step of a preview whose token names its change set. */
  static final String PREVIEW = "preview";

  private final Planned planned;
  private final Stacks stacks;
  private final StackChangeSet changeSet;

  PlannedStack(ActionContext context, Planned planned) {
    this.planned = planned;
    this.stacks = new Stacks(context);
    this.changeSet = new StackChangeSet(context, stacks, planned.token(PREVIEW));
  }

  /** What the plan says that becomes of it. */
  Change change() {
    return planned.action().preview().change();
  }

  boolean hasChangeSet() {
    return read(PlanRead.CHANGE_SET) != null;
  }

  /** Whether the plan found what a creation or deletion that failed had left. */
  boolean wasBroken() {
    return StackStanding.of(StackStatus.fromValue(read(PlanRead.STATUS))) == StackStanding.BROKEN;
  }

  /** Fails if the stack or the plan's change set is not as the plan left it. */
  Progress verified() {
    var name = read(PlanRead.STACK_NAME);
    if (name == null) {
      return Progress.done(Change.NONE); // not even its name was known
    }
    var found = stacks.find(name);
    var moved = moved(found);
    if (moved.isPresent()) {
      return new Progress.Failed(moved.get());
    }
    if (found.isPresent() && hasChangeSet() && !isExecutable(found.get())) {
      return new Progress.Failed(changeSetGone());
    }
    return Progress.done(Change.NONE);
  }

  /** Why a stack is not as the plan found it; nothing if it is. */
  Optional<Problem> moved(Optional<Stack> found) {
    if (read(PlanRead.STACK_NAME) == null) {
      return Optional.empty();
    }
    if (PlanRead.ABSENT.equals(read(PlanRead.STATUS))) {
      return found.isEmpty() ? whereNone() : whereNone(found.get());
    }
    if (found.isEmpty()) {
      // What had failed was to be deleted first anyway, and a crash may hide that we did.
      return wasBroken() ? Optional.empty() : Optional.of(stale("is gone"));
    }
    var stack = found.get();
    if (!stack.stackId().equals(read(PlanRead.STACK_ID))) {
      return Optional.of(stale("is another one by now"));
    }
    var updated = stack.lastUpdatedTime() == null ? null : stack.lastUpdatedTime().toString();
    if (!Objects.equals(updated, read(PlanRead.LAST_UPDATED))) {
      return Optional.of(stale("was updated since"));
    }
    return stack.stackStatusAsString().equals(read(PlanRead.STATUS))
        ? Optional.empty()
        : Optional.of(
            stale(
                "was "
                    + read(PlanRead.STATUS)
                    + " and is "
                    + stack.stackStatusAsString()
                    + " now"));
  }

  private Optional<Problem> whereNone() {
    return hasChangeSet() ? Optional.of(changeSetGone()) : Optional.empty();
  }

  private Optional<Problem> whereNone(Stack stack) {
    return StackStanding.of(stack.stackStatus()) == StackStanding.REVIEW && stacks.isOurs(stack)
        ? Optional.empty()
        : Optional.of(stale("was not there and is " + stack.stackStatusAsString() + " now"));
  }

  /** Why an execution was refused. */
  private Problem changeSetGone() {
    return stale("has not the change set of the plan any more");
  }

  private Problem stale(String what) {
    return Problem.of(
        ProblemCode.PLAN_STALE,
        "the world moved: the stack '" + read(PlanRead.STACK_NAME) + "' " + what,
        "Plan again.");
  }

  private boolean isExecutable(Stack stack) {
    return changeSet
        .standing(stack)
        .filter(set -> set.executionStatus() == ExecutionStatus.AVAILABLE)
        .isPresent();
  }

  /** Whether somebody has executed the change set: we, as nobody else knows its name. */
  private boolean wasExecuted(Stack stack) {
    return changeSet
        .standing(stack)
        .filter(set -> set.executionStatusAsString().startsWith("EXECUTE_"))
        .isPresent();
  }

  /** Removes the plan's change set, and the stack if it was made for nothing else. */
  Progress discarded() {
    var name = read(PlanRead.STACK_NAME);
    if (name == null || !hasChangeSet()) {
      return Progress.done(Change.NO_CHANGE);
    }
    var found = stacks.find(name);
    if (found.isEmpty()) {
      return Progress.done(Change.NO_CHANGE);
    }
    var stack = found.get();
    changeSet.delete(stack);
    stacks.deleteIfOnlyReviewed(stack);
    return Progress.done(Change.DELETE);
  }

  /** Has the change set of the plan carried out, and nothing else. */
  Progress executed(Stack stack) {
    var handle = changeSet.operation(stack);
    try {
      changeSet.execute(stack);
      return Progress.awaitingEvent(handle);
    } catch (ChangeSetNotFoundException | InvalidChangeSetStatusException e) {
      return wasExecuted(stack) ? Progress.running(handle) : new Progress.Failed(changeSetGone());
    }
  }

  private @Nullable String read(String what) {
    return planned.action().preview().read(what);
  }
}
