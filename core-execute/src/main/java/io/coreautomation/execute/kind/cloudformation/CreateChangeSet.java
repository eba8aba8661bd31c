package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Has CloudFormation work out what would become of a stack, for people to look at. It asks under
 * its token, which the change set's description repeats: so each look finds the change set, however
 * long ago it was asked for. One that holds no change is no failure, and is removed.
 */
public final class CreateChangeSet implements ActionHandler<CreateChangeSet.Params> {
  private static final String STEP = "changeSet";

  /** What the stack would be. */
  @Doc("What the stack would be.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("the change set's name; one of this deployment that has it is replaced")
          String changeSetName,
      @Doc("the template's path in the package, or its https URL")
          @Role(Role.Kind.TEMPLATE)
          @Alias("templateUrl")
          JsonNode template,
      @Doc("values of the template's parameters; what is left out keeps its value")
          @Alias("stackParameters")
          Map<String, String> parameters,
      @Doc("tags of the stack and of what it holds") Map<String, String> tags,
      @Doc("what the template may do; by default CAPABILITY_IAM and CAPABILITY_NAMED_IAM")
          List<String> capabilities,
      @Doc("take over a stack that does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      StackNames.check(stackName);
      StackNames.checkChangeSet(changeSetName);
      CreateStack.checkCapabilities(capabilities);
    }

    CreateStack.Params stack() {
      return new CreateStack.Params(
          stackName,
          template,
          parameters,
          tags,
          capabilities,
          null,
          null,
          null,
          null,
          List.of(),
          adopt);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CreateChangeSet",
            Params.class,
            "Has CloudFormation work out what would become of a stack, as a change set.")
        .targeted()
        .repeatability(
            new Repeatability.Findable("the change set's name and the token in its description"))
        .permissions(
            "cloudformation:DescribeStacks",
            "cloudformation:ListChangeSets",
            "cloudformation:GetTemplateSummary",
            "cloudformation:CreateChangeSet",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DeleteChangeSet",
            "cloudformation:DeleteStack",
            "iam:PassRole")
        .inverse("AWS::DeleteChangeSet")
        .compensation("the change set is deleted, with its stack if that is nothing else")
        .usual(Duration.ofSeconds(20))
        .patience(Duration.ofHours(1))
        .output("stackId", "the ARN of the stack")
        .output("changeSetId", "the ARN of the change set")
        .output("hasChanges", "whether the stack would change: true or false")
        .output("changes", "what would become of which resource, as a list in JSON")
        .output("changesCount", "how many that are")
        .example(
            """
            stackName: shop-network
            changeSetName: for-review
            template: templates/network.yaml
            parameters:
              Environment: prod
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return guarded(
        params,
        () -> {
          var stacks = new Stacks(context);
          var found = stacks.find(params.stackName());
          var changeSet = new StackChangeSet(context, stacks, params.changeSetName());
          return found
              .flatMap(stack -> refused(stacks, params, stack))
              .or(() -> found.flatMap(changeSet::of).flatMap(set -> taken(context, params, set)))
              .<Progress>map(Progress.Failed::new)
              .orElseGet(() -> Progress.previewed(Preview.calling(context.needs(), 4)));
        });
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(params, () -> look(context, params));
  }

  private static Progress look(ActionContext context, Params params) {
    var stacks = new Stacks(context);
    var changeSet = new StackChangeSet(context, stacks, params.changeSetName());
    var token = context.token(STEP);
    var found = stacks.find(params.stackName());
    var known = found.flatMap(changeSet::of);
    if (known.filter(set -> bearsToken(context, set)).isPresent()) {
      return standing(stacks, found.get(), changeSet, known.get());
    }
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    if (found.isEmpty()) {
      changeSet.request(
          ChangeSetType.CREATE,
          params.stackName(),
          params.stack(),
          StackInput.forCreate(context, params.stack(), stacks),
          token);
      return Progress.runningSoon(StackHandle.waiting()).toBeAttended();
    }
    var stack = found.get();
    var refused = refused(stacks, params, stack);
    if (refused.isPresent()) {
      return new Progress.Failed(refused.get());
    }
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return Progress.running(StackHandle.waiting()).toBeAttended();
    }
    if (known.isPresent()) {
      var taken = taken(context, params, known.get());
      if (taken.isPresent()) {
        return new Progress.Failed(taken.get());
      }
      changeSet.delete(stack);
    }
    var isNew = StackChangeSet.isNew(stack);
    changeSet.request(
        isNew ? ChangeSetType.CREATE : ChangeSetType.UPDATE,
        // A stack that is not there yet is known by its name alone.
        isNew ? params.stackName() : stack.stackId(),
        params.stack(),
        isNew
            ? StackInput.forCreate(context, params.stack(), stacks)
            : StackInput.forUpdate(context, params.stack(), stacks, stack),
        token);
    return Progress.runningSoon(StackHandle.waiting()).toBeAttended();
  }

  private static Optional<Problem> refused(Stacks stacks, Params params, Stack stack) {
    if (!params.adopt() && !stacks.isOurs(stack) && !stacks.isEmpty(stack)) {
      return Optional.of(stacks.notOurs(stack));
    }
    return switch (StackStanding.of(stack.stackStatus())) {
      case STUCK -> Optional.of(Stacks.stuck(stack));
      case BROKEN ->
          Optional.of(
              Problem.of(
                  ProblemCode.STACK_NOT_UPDATABLE,
                  "the stack '" + stack.stackName() + "' is " + stack.stackStatusAsString(),
                  "Delete it, then run again."));
      case READY, REVIEW, BUSY, GONE -> Optional.empty();
    };
  }

  private static Optional<Problem> taken(ActionContext context, Params params, ChangeSetView set) {
    return set.isOf(context.owner())
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemCode.CONFLICT,
                "the stack '%s' in %s has a change set '%s' of others"
                    .formatted(params.stackName(), context.target(), params.changeSetName()),
                "Choose another changeSetName."));
  }

  private static Progress standing(
      Stacks stacks, Stack stack, StackChangeSet changeSet, ChangeSetView set) {
    return switch (set.status()) {
      case CREATE_PENDING, CREATE_IN_PROGRESS, UNKNOWN_TO_SDK_VERSION ->
          Progress.runningSoon(StackHandle.waiting()).toBeAttended();
      case CREATE_COMPLETE -> Progress.done(Change.NONE, outputs(stack, set));
      case FAILED -> {
        changeSet.delete(stack);
        stacks.deleteIfOnlyReviewed(stack);
        yield set.isEmpty()
            ? Progress.done(Change.NONE, outputs(stack, set))
            : new Progress.Failed(set.failure());
      }
      case DELETE_PENDING, DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED ->
          new Progress.Failed(
              Problem.of(
                  ProblemCode.WORK_FAILED,
                  "the change set " + set.id() + " was deleted while this run worked on it",
                  "Run it again."));
    };
  }

  private static Map<String, String> outputs(Stack stack, ChangeSetView set) {
    var outputs = new TreeMap<String, String>();
    outputs.put("stackId", stack.stackId());
    outputs.put("changeSetId", set.id());
    outputs.put("hasChanges", String.valueOf(!set.isEmpty()));
    outputs.put("changesCount", String.valueOf(set.resources().size()));
    outputs.put("changes", Json.write(set.resources()));
    return outputs;
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return start(context, params);
  }

  /** Removes what was asked for. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params,
        () -> {
          var stacks = new Stacks(context);
          var changeSet = new StackChangeSet(context, stacks, params.changeSetName());
          var found = stacks.find(params.stackName());
          var ours = found.flatMap(changeSet::of).filter(set -> bearsToken(context, set));
          if (ours.isPresent()) {
            try {
              changeSet.delete(found.get());
            } catch (InvalidChangeSetStatusException e) {
              return Progress.runningSoon(StackHandle.waiting())
                  .toBeAttended(); // it is still being made
            }
            stacks.deleteIfOnlyReviewed(found.get());
          }
          return new Progress.NotBegun();
        });
  }

  private static boolean bearsToken(ActionContext context, ChangeSetView set) {
    return set.token().equals(context.token(STEP));
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded(
        "make " + StackChangeSet.text(params.stackName(), params.changeSetName()), calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(Stacks.lock(target, params.stackName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.By(
        "AWS::DeleteChangeSet",
        Json.object()
            .put("stackName", params.stackName())
            .put("changeSetName", params.changeSetName()));
  }
}
