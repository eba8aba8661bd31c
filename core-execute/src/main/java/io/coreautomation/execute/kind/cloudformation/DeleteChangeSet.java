package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Deletes a change set of this deployment, and its stack if that was never more than the place of
 * change sets.
 */
public final class DeleteChangeSet implements ActionHandler<DeleteChangeSet.Params> {

  /** Which change set. */
  @Doc("Which change set is deleted.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("the change set's name") String changeSetName,
      @Doc("delete it although it does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.check(stackName);
      StackNames.checkChangeSet(changeSetName);
    }
  }

  /** The stack of the change set whose deletion was asked for. */
  record Handle(String stackId) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::DeleteChangeSet",
            Params.class,
            "Deletes a change set of this deployment; one that is not there is no error.")
        .targeted()
        .repeatability(new Repeatability.Findable("the change set's name"))
        .permissions(
            "cloudformation:DescribeStacks",
            "cloudformation:ListChangeSets",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DeleteChangeSet",
            "cloudformation:DeleteStack")
        .usual(Duration.ofSeconds(10))
        .patience(Duration.ofMinutes(30))
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
          var known = stacks.find(params.stackName()).flatMap(set(context, stacks, params)::of);
          return known
              .flatMap(set -> refused(context, params, set))
              .<Progress>map(Progress.Failed::new)
              .orElseGet(
                  () ->
                      Progress.previewed(
                          Preview.of(
                              known.isPresent() ? Change.DELETE : Change.NO_CHANGE,
                              known.isPresent() ? 4 : 1)));
        });
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(
        params,
        () -> {
          var stacks = new Stacks(context);
          var changeSet = set(context, stacks, params);
          var found = stacks.find(params.stackName());
          var known = found.flatMap(changeSet::of);
          if (known.isEmpty()) {
            // After a crash, what is gone may have been deleted by us.
            return context.mayHaveStarted() ? gone(stacks, found) : Progress.done(Change.NO_CHANGE);
          }
          if (context.isCalledOff()) {
            return new Progress.NotBegun();
          }
          var refused = refused(context, params, known.get());
          if (refused.isPresent()) {
            return new Progress.Failed(refused.get());
          }
          changeSet.delete(found.get());
          return Progress.runningSoon(new Handle(found.get().stackId())).toBeAttended();
        });
  }

  /** The change set is not there any more: a stack that was made for it alone goes, too. */
  private static Progress gone(Stacks stacks, Optional<Stack> found) {
    if (found.isEmpty()) {
      return Progress.done(Change.DELETE);
    }
    var stack = found.get();
    var leaves =
        stack.stackStatus() == StackStatus.DELETE_IN_PROGRESS || stacks.deleteIfOnlyReviewed(stack);
    return leaves
        ? Progress.runningSoon(new Handle(stack.stackId()))
        : Progress.done(Change.DELETE);
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params,
        () -> {
          var stacks = new Stacks(context);
          var found = stacks.find(params.stackName());
          var known = found.flatMap(set(context, stacks, params)::of);
          if (known.isEmpty()) {
            return gone(stacks, found);
          }
          return switch (known.get().status()) {
            case DELETE_FAILED ->
                new Progress.Failed(
                    Problem.of(
                        ProblemCode.WORK_FAILED,
                        "the change set "
                            + known.get().id()
                            + " could not be deleted: "
                            + known.get().reason(),
                        "Run it again."));
            // Whatever else it is, the deletion has not begun to show, or goes on.
            case CREATE_PENDING,
                CREATE_IN_PROGRESS,
                CREATE_COMPLETE,
                FAILED,
                DELETE_PENDING,
                DELETE_IN_PROGRESS,
                DELETE_COMPLETE,
                UNKNOWN_TO_SDK_VERSION ->
                new Progress.Running(handle, Progress.Pace.SOON).toBeAttended();
          };
        });
  }

  /** A deletion cannot be called off. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  private static StackChangeSet set(ActionContext context, Stacks stacks, Params params) {
    return new StackChangeSet(context, stacks, params.changeSetName());
  }

  private static Optional<Problem> refused(
      ActionContext context, Params params, ChangeSetView set) {
    return params.adopt() || set.isOf(context.owner())
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemCode.STACK_NOT_OURS,
                OwnerTag.notOurs("the change set " + set.id(), set.owner(), context.owner()),
                "Set 'adopt: true' to delete it all the same."));
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded(
        "delete " + StackChangeSet.text(params.stackName(), params.changeSetName()), calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(Stacks.lock(target, params.stackName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.DELETE
        ? new Compensation.Irreversible("has deleted a change set; it can be made anew")
        : new Compensation.Nothing();
  }
}
