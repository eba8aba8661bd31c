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
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Executes a change set, and waits for what becomes of its stack. */
public final class ApplyChangeSet implements ActionHandler<ApplyChangeSet.Params> {
  private static final String CHANGE_SET_ID = "changeSetId";

  /** Which change set. */
  @Doc("Which change set is executed.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("the change set's name") String changeSetName,
      @Doc("end well if it is not there, as none is where there is nothing to change")
          boolean skipMissing,
      @Doc("outputs that are stored and shown nowhere") List<String> sensitiveOutputs,
      @Doc("take over a stack that does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.check(stackName);
      StackNames.checkChangeSet(changeSetName);
    }

    private String text() {
      return "the change set '" + changeSetName + "' of the stack '" + stackName + "'";
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::ApplyChangeSet",
            Params.class,
            "Executes a change set, and waits for what becomes of its stack.")
        .targeted()
        .repeatability(
            new Repeatability.Findable(
                "the stack's name and the client request token of its events"))
        .permissions(
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStackEvents",
            "cloudformation:ListChangeSets",
            "cloudformation:DescribeChangeSet",
            "cloudformation:ExecuteChangeSet",
            "cloudformation:CancelUpdateStack")
        .inverse("AWS::DeleteStack")
        .compensation("a stack that was created is deleted; one that was updated stays as it is")
        .usual(Duration.ofMinutes(3))
        // Stabilisation alone may take 3 h, and a rollback as long again.
        .patience(Duration.ofHours(12))
        .output("*", "each output of the stack, by its name")
        .example(
            """
            stackName: shop-network
            changeSetName: for-review
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
          var known =
              found
                  .flatMap(new StackChangeSet(context, stacks, params.changeSetName())::of)
                  .filter(set -> !set.isSpent());
          if (known.isEmpty()) {
            return Progress.previewed(Preview.unknown(List.of(params.text())));
          }
          var stack = found.get();
          var refused =
              stacks.refuses(stack, params.adopt()).or(() -> notExecutable(params, known.get()));
          return refused.isPresent()
              ? new Progress.Failed(refused.get())
              : Progress.previewed(preview(stack, known.get()));
        });
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
    var ours =
        recognise
            ? found.flatMap(stack -> operation(context, stacks, params).begun(stack))
            : Optional.<StackHandle>empty();
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
      return missing(context, params);
    }
    var stack = found.get();
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return Progress.running(StackHandle.waiting()).toBeAttended();
    }
    var changeSet = new StackChangeSet(context, stacks, params.changeSetName());
    return changeSet
        .of(stack)
        .map(set -> execute(context, params, stack, changeSet, set))
        .orElseGet(() -> missing(context, params));
  }

  private static Progress execute(
      ActionContext context,
      Params params,
      Stack stack,
      StackChangeSet changeSet,
      ChangeSetView set) {
    var refused = anotherThanPlanned(context, params, set).or(() -> notExecutable(params, set));
    if (refused.isPresent()) {
      return new Progress.Failed(refused.get());
    }
    if (set.isEmpty()) {
      return done(context, params, stack, Change.NO_CHANGE);
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

  private static Optional<Problem> anotherThanPlanned(
      ActionContext context, Params params, ChangeSetView set) {
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

  private static Optional<Problem> notExecutable(Params params, ChangeSetView set) {
    return set.obstacle()
        .map(
            why ->
                Problem.of(
                    ProblemCode.STACK_NOT_UPDATABLE, params.text() + " " + why, "Make it anew."));
  }

  private static Progress missing(ActionContext context, Params params) {
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

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = StackHandle.of(json);
    return guarded(
        params,
        () ->
            handle.phase() == StackHandle.Phase.WAITING
                // A crash may have hidden a call that this very check made before.
                ? begin(context, params, true)
                : operation(context, new Stacks(context), params)
                    .follow(handle, (stack, change) -> settled(context, params, stack, change)));
  }

  /** Only an update can be called off: a creation is waited out. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        params,
        () ->
            operation(context, new Stacks(context), params).callOff(StackHandle.of(json))
                ? Progress.running(StackHandle.of(json))
                : check(context, params, json));
  }

  private static Progress settled(
      ActionContext context, Params params, Stack stack, Change change) {
    var replaced =
        context
            .planned()
            .filter(plan -> plan.action().preview().change() == Change.REPLACE)
            .isPresent();
    return done(context, params, stack, replaced ? Change.REPLACE : change);
  }

  /** What it was made from, the platform does not know: the registry is told of no digest. */
  private static Progress done(ActionContext context, Params params, Stack stack, Change change) {
    return Progress.done(
        change, Stacks.outputs(stack), Stacks.standing(context, params.stackName(), stack));
  }

  private static StackOperation operation(ActionContext context, Stacks stacks, Params params) {
    return new StackOperation(context, stacks, params.stackName(), null, true, _ -> false);
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("execute " + params.text(), calls);
  }

  @Override
  public Set<String> sensitive(ActionContext context, Params params) {
    return Set.copyOf(params.sensitiveOutputs());
  }

  @Override
  public Progress outputs(ActionContext context, Params params) {
    return StackCalls.read(context, params.stackName());
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
    return switch (change) {
      case CREATE ->
          new Compensation.By(
              "AWS::DeleteStack", Json.object().put("stackName", params.stackName()));
      case UPDATE, REPLACE ->
          new Compensation.Irreversible(
              "has executed a change set; what the stack was made from before is not known");
      case DELETE, NO_CHANGE, NONE, UNKNOWN -> new Compensation.Nothing();
    };
  }
}
