package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.Standing;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Deletes a stack of this deployment. */
public final class DeleteStack implements ActionHandler<DeleteStack.Params> {
  private static final String STEP = "delete";

  /** Which stack, and what may be overridden. */
  @Doc("Which stack is deleted.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("delete it although it is protected against termination") @Role(Role.Kind.FORCE)
          boolean unprotect,
      @Doc("delete it although it does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.check(stackName);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::DeleteStack",
            Params.class,
            "Deletes a stack of this deployment; one that is not there is no error.")
        .targeted()
        .repeatability(
            new Repeatability.Findable("the stack's id and the client request token of its events"))
        .permissions(
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStackEvents",
            "cloudformation:ListStackResources",
            "cloudformation:ListChangeSets",
            "cloudformation:ListImports",
            "cloudformation:DeleteStack",
            "cloudformation:UpdateTerminationProtection",
            "iam:PassRole")
        .usual(Duration.ofMinutes(2))
        .patience(Duration.ofHours(6))
        .example(
"""
stackName: shop-network
""")
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return guarded(params, () -> new DeletionPreview(context, params).look());
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return AwsCalls.guarded(
        "look at the stack of the plan", () -> new PlannedStack(context, planned).verified());
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(params, () -> begin(context, params));
  }

  private static Progress begin(ActionContext context, Params params) {
    var stacks = new Stacks(context);
    var found = stacks.find(params.stackName());
    if (found.isEmpty()) {
      // After a crash, what is gone may have been deleted by us; found by name, it cannot be told.
      return gone(context, params, context.mayHaveStarted() ? Change.DELETE : Change.NO_CHANGE);
    }
    var stack = found.get();
    var refused = refusal(stacks, stack, params);
    if (refused.isPresent() && !context.isCalledOff()) {
      return refused.get();
    }
    var busy = StackStanding.of(stack.stackStatus()) == StackStanding.BUSY;
    if (busy && context.mayHaveStarted() && stacks.bears(stack, STEP)) {
      return Progress.running(StackHandle.of(StackHandle.Phase.DELETING, stack.stackId()));
    }
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    var moved =
        context.planned().flatMap(p -> new PlannedStack(context, p).moved(Optional.of(stack)));
    if (moved.isPresent()) {
      return new Progress.Failed(moved.get());
    }
    if (busy) {
      return Progress.running(StackHandle.waiting()).toBeAttended();
    }
    if (Boolean.TRUE.equals(stack.enableTerminationProtection())) {
      stacks.protect(stack.stackId(), false);
    }
    stacks.delete(stack, STEP);
    return Progress.awaitingEvent(StackHandle.of(StackHandle.Phase.DELETING, stack.stackId()));
  }

  private static Progress gone(ActionContext context, Params params, Change change) {
    return Progress.done(
        change, Map.of(), Standing.gone(context.target(), Stacks.resource(params.stackName())));
  }

  private static Optional<Progress> refusal(Stacks stacks, Stack stack, Params params) {
    if (!stacks.isOurs(stack) && !params.adopt()) {
      return Optional.of(new Progress.Failed(stacks.notOurs(stack)));
    }
    if (Boolean.TRUE.equals(stack.enableTerminationProtection()) && !params.unprotect()) {
      return Optional.of(
          new Progress.Failed(
              Problem.of(
                  ProblemCode.STACK_PROTECTED,
                  "the stack '" + stack.stackName() + "' is protected against termination",
                  "Set 'unprotect: true' in its params, or use --force for a teardown.")));
    }
    return Optional.empty();
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        params,
        () -> {
          var handle = StackHandle.of(json);
          if (handle.phase() == StackHandle.Phase.WAITING) {
            return begin(context, params);
          }
          var stacks = new Stacks(context);
          var stack = stacks.find(handle.id());
          if (stack.isEmpty()) {
            return gone(context, params, Change.DELETE); // AWS forgets deleted stacks after 90 days
          }
          return switch (Outcome.ofDelete(stack.get().stackStatus())) {
            case WAIT -> Progress.awaitingEvent(handle);
            case DONE -> gone(context, params, Change.DELETE);
            case FAILED ->
                new Progress.Failed(
                    new StackFailure(context, stacks, null)
                        .of(
                            stack.get(),
                            STEP,
                            "Empty or release what holds it, then run it again."));
          };
        });
  }

  /** A deletion cannot be called off. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  private static Progress guarded(Params params, java.util.function.Supplier<Progress> calls) {
    return AwsCalls.guarded("delete stack '" + params.stackName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(Stacks.lock(target, params.stackName()));
  }

  @Override
  public Optional<Wanted> wanted(Params params) {
    return Optional.of(new Wanted(Stacks.resource(params.stackName()), null));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.DELETE
        ? new Compensation.Irreversible("deleted a stack, and what it held is gone")
        : new Compensation.Nothing();
  }
}
