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
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Executes a change set, and waits for what becomes of its stack. */
public final class ApplyChangeSet implements ActionHandler<ApplyChangeSet.Params> {
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

    String text() {
      return StackChangeSet.text(stackName, changeSetName);
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
    return guarded(params, () -> new ChangeSetExecution(context, params).preview());
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return AwsCalls.guarded(
        "look at the stack of the plan", () -> new PlannedStack(context, planned).verified());
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(
        params, () -> new ChangeSetExecution(context, params).begin(context.mayHaveStarted()));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params, () -> new ChangeSetExecution(context, params).follow(StackHandle.of(handle)));
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params, () -> new ChangeSetExecution(context, params).callOff(StackHandle.of(handle)));
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
