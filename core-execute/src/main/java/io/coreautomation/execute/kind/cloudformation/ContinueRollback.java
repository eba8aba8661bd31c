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
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/**
 * Goes on with the rollback of an update that has failed itself, so that the stack can be updated
 * again. A stack that is not stuck needs none.
 */
public final class ContinueRollback implements ActionHandler<ContinueRollback.Params> {
  private static final String STEP = "rollback";
  private static final String MEND =
      "Mend the resource, or name it in resourcesToSkip and mend the template later.";

  /** Source: ContinueUpdateRollback, {@code ResourcesToSkip}. */
  private static final Pattern SKIPPED =
      Pattern.compile("[a-zA-Z0-9]+|[a-zA-Z][-a-zA-Z0-9]*\\.[a-zA-Z0-9]+");

  /** Which stack. */
  @Doc("Which stack, and what of it is left as it is.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("logical ids of what is not rolled back; of a nested stack as <stack>.<id>")
          @Alias("skip")
          List<String> resourcesToSkip,
      @Doc("do it although the stack does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.check(stackName);
      for (int i = 0; i < resourcesToSkip.size(); i++) {
        if (!SKIPPED.matcher(resourcesToSkip.get(i)).matches()) {
          throw new InvalidFieldException(
              "resourcesToSkip",
              i,
              "'" + resourcesToSkip.get(i) + "' names no resource",
              "Use a logical id, such as Queue, or <stack>.<id> for one of a nested stack.");
        }
      }
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CloudFormation::ContinueRollback",
            Params.class,
            "Goes on with the rollback of an update that has failed.")
        .targeted()
        .repeatability(
            new Repeatability.Findable(
                "the stack's name and the client request token of its events"))
        .permissions(
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStackEvents",
            "cloudformation:ContinueUpdateRollback",
            "iam:PassRole")
        .compensation("none is needed: the stack is what it was before its update")
        .usual(Duration.ofMinutes(2))
        .patience(Duration.ofHours(6))
        .output("stackStatus", "the status that the stack came to rest in")
        .example(
            """
            stackName: shop-network
            resourcesToSkip: [Topic]
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        params,
        () -> {
          var stacks = new Stacks(context);
          var found = stacks.find(params.stackName());
          if (found.isEmpty()) {
            return new Progress.Failed(StackCalls.missing(context, params.stackName()));
          }
          var stack = found.get();
          if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
            return Progress.running(StackHandle.waiting());
          }
          var stuck = isStuck(stack);
          var refused = stuck ? stacks.refuses(stack, params.adopt()) : Optional.<Problem>empty();
          return refused.isPresent()
              ? new Progress.Failed(refused.get())
              : Progress.previewed(
                  new Preview(
                      stuck ? Change.UPDATE : Change.NO_CHANGE,
                      List.of(),
                      List.of(),
                      PlanRead.of(stack),
                      stuck ? 3 : 1,
                      List.of(),
                      warnings(params)));
        });
  }

  private static List<String> warnings(Params params) {
    return params.resourcesToSkip().stream()
        .map(id -> id + " is taken to be as it was, whatever it is")
        .toList();
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return AwsCalls.guarded(
        "look at the stack of the plan", () -> new PlannedStack(context, planned).verified());
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(params, () -> begin(context, params, context.mayHaveStarted()));
  }

  private static Progress begin(ActionContext context, Params params, boolean recognise) {
    var stacks = new Stacks(context);
    var found = stacks.find(params.stackName());
    if (found.isEmpty()) {
      return new Progress.Failed(StackCalls.missing(context, params.stackName()));
    }
    var stack = found.get();
    if (recognise && stacks.bears(stack, STEP)) {
      return Progress.running(StackHandle.of(StackHandle.Phase.ROLLING_BACK, stack.stackId()));
    }
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    var moved = context.planned().flatMap(p -> new PlannedStack(context, p).moved(found));
    if (moved.isPresent()) {
      return new Progress.Failed(moved.get());
    }
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return Progress.running(StackHandle.waiting()).toBeAttended();
    }
    if (!isStuck(stack)) {
      return done(context, params, stack, Change.NO_CHANGE);
    }
    var refused = stacks.refuses(stack, params.adopt());
    if (refused.isPresent()) {
      return new Progress.Failed(refused.get());
    }
    try {
      stacks
          .client()
          .continueUpdateRollback(
              r ->
                  r.stackName(stack.stackId())
                      .resourcesToSkip(params.resourcesToSkip())
                      .roleARN(context.stackExecutionRole())
                      .clientRequestToken(context.token(STEP)));
    } catch (TokenAlreadyExistsException e) {
      return Progress.runningSoon(StackHandle.waiting())
          .toBeAttended(); // our own, whose answer was lost
    }
    return Progress.awaitingEvent(StackHandle.of(StackHandle.Phase.ROLLING_BACK, stack.stackId()));
  }

  private static boolean isStuck(Stack stack) {
    return stack.stackStatus() == StackStatus.UPDATE_ROLLBACK_FAILED;
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = StackHandle.of(json);
    return guarded(
        params,
        () -> {
          if (handle.phase() == StackHandle.Phase.WAITING) {
            return begin(context, params, true);
          }
          var stacks = new Stacks(context);
          var found = stacks.find(handle.id());
          if (found.isEmpty()) {
            return new Progress.Failed(StackCalls.missing(context, params.stackName()));
          }
          var stack = found.get();
          if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
            return Progress.awaitingEvent(handle);
          }
          if (!isStuck(stack)) {
            return done(context, params, stack, Change.UPDATE);
          }
          return stacks.bears(stack, STEP)
              ? new Progress.Failed(new StackFailure(context, stacks, null).of(stack, STEP, MEND))
              : Progress.running(handle); // read too early
        });
  }

  /** A rollback cannot be called off. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  /** What a rollback leaves may not be what the registry says: it is told of no digest. */
  private static Progress done(ActionContext context, Params params, Stack stack, Change change) {
    return Progress.done(
        change,
        Map.of("stackStatus", stack.stackStatusAsString()),
        Stacks.standing(context, params.stackName(), stack));
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("roll back stack '" + params.stackName() + "'", calls);
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
    return new Compensation.Nothing();
  }
}
