package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The execution of a change set that somebody else has made, from the look whether it can be
 * executed to what becomes of its stack.
 */
final class ChangeSetExecution {
  private static final String CHANGE_SET_ID = "changeSetId";

  private final ActionContext context;
  private final ApplyChangeSet.Params params;
  private final Stacks stacks;
  private final StackChangeSet changeSet;
  private final StackOperation operation;

  ChangeSetExecution(ActionContext context, ApplyChangeSet.Params params) {
    this.context = context;
    this.params = params;
    this.stacks = new Stacks(context);
    this.changeSet = new StackChangeSet(context, stacks, params.changeSetName());
    // What the stack is made from, and what becomes of it if that fails, is the change set's.
    this.operation = new StackOperation(context, stacks, params.stackName(), null, true, _ -> false);
  }

  /** Says what it would change, and changes nothing. */
  Progress preview() {
    var found = stacks.find(params.stackName());
    var known = found.flatMap(changeSet::of).filter(set -> !set.isSpent());
    if (known.isEmpty()) {
      return Progress.previewed(Preview.unknown(List.of(params.text())));
    }
    var stack = found.get();
    return stacks
        .refuses(stack, params.adopt())
        .or(() -> notExecutable(known.get()))
        .<Progress>map(Progress.Failed::new)
        .orElseGet(() -> Progress.previewed(preview(stack, known.get())));
  }

  private static Preview preview(Stack stack, ChangeSetView set) {
    var read = new TreeMap<>(PlanRead.of(stack));
    read.put(CHANGE_SET_ID, set.id());
    return new Preview(
        set.change(stack),
        List.of(),
        set.resources(),
        read,
        5,
        ResourceChanges.losses(set.resources()),
        List.of());
  }

  /**
   * Begins it, or finds it begun.
   *
   * @param recognise whether an earlier call may have begun it
   */
  Progress begin(boolean recognise) {
    var found = stacks.find(params.stackName());
    var ours = recognise ? found.flatMap(operation::begun) : Optional.<StackHandle>empty();
    if (ours.isPresent()) {
      return Progress.running(ours.get());
    }
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    var refused =
        context
            .planned()
            .flatMap(plan -> new PlannedStack(context, plan).moved(found))
            .or(() -> found.flatMap(stack -> stacks.refuses(stack, params.adopt())));
    if (refused.isPresent()) {
      return new Progress.Failed(refused.get());
    }
    if (found.isEmpty()) {
      return missing();
    }
    var stack = found.get();
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return Progress.running(StackHandle.waiting()).toBeAttended();
    }
    return changeSet.of(stack).map(set -> execute(stack, set)).orElseGet(this::missing);
  }

  private Progress execute(Stack stack, ChangeSetView set) {
    var refused = anotherThanPlanned(set).or(() -> notExecutable(set));
    if (refused.isPresent()) {
      return new Progress.Failed(refused.get());
    }
    if (set.isEmpty()) {
      return done(stack, Change.NO_CHANGE);
    }
    if (set.execution() != ExecutionStatus.AVAILABLE) {
      return Progress.runningSoon(StackHandle.waiting()).toBeAttended();
    }
    try {
      changeSet.execute(stack);
      return Progress.awaitingEvent(changeSet.operation(stack));
    } catch (ChangeSetNotFoundException | InvalidChangeSetStatusException e) {
      // Our own execution, whose answer was lost, or somebody else's: the next look tells.
      return Progress.runningSoon(StackHandle.waiting()).toBeAttended();
    }
  }

  private Optional<Problem> anotherThanPlanned(ChangeSetView set) {
    return context
        .planned()
        .map(plan -> plan.action().preview().read(CHANGE_SET_ID))
        .filter(id -> !id.equals(set.id()))
        .map(
            id ->
                Problem.of(
                    ProblemCode.PLAN_STALE,
                    "the world moved: " + params.text() + " is another one by now",
                    "Plan again."));
  }

  private Optional<Problem> notExecutable(ChangeSetView set) {
    return set.obstacle()
        .map(
            why ->
                Problem.of(
                    ProblemCode.STACK_NOT_UPDATABLE, params.text() + " " + why, "Make it anew."));
  }

  private Progress missing() {
    return params.skipMissing()
        ? Progress.done(Change.NO_CHANGE)
        : new Progress.Failed(
            Problem.of(
                ProblemCode.NOT_FOUND,
                "there is no "
                    + params.text().substring("the ".length())
                    + " in "
                    + context.target(),
                "Make it first. Where there may be nothing to change, set 'skipMissing: true'."));
  }

  /** Looks how far it is. */
  Progress follow(StackHandle handle) {
    return handle.phase() == StackHandle.Phase.WAITING
        // A crash may have hidden a call that this very look made before.
        ? begin(true)
        : operation.follow(handle, this::settled);
  }

  /** Only an update can be called off: a creation is waited out. */
  Progress callOff(StackHandle handle) {
    return operation.callOff(handle) ? Progress.running(handle) : follow(handle);
  }

  private Progress settled(Stack stack, Change change) {
    var replaced =
        context
            .planned()
            .filter(plan -> plan.action().preview().change() == Change.REPLACE)
            .isPresent();
    return done(stack, replaced ? Change.REPLACE : change);
  }

  /** What it was made from, the platform does not know: the registry is told of no digest. */
  private Progress done(Stack stack, Change change) {
    return Progress.done(
        change, Stacks.outputs(stack), Stacks.standing(context, params.stackName(), stack));
  }
}
