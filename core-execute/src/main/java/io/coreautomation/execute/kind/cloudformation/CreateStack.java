package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** Creates a stack, or updates it if it is there. */
public final class CreateStack implements ActionHandler<CreateStack.Params> {
  static final String CREATE = "create";
  static final String UPDATE = "update";
  static final String RECOVER = "recover";

  /** What becomes of a stack whose creation fails. */
  public enum OnFailure {
    ROLLBACK,
    DELETE,
    DO_NOTHING
  }

  /** What a stack should be. */
  @Doc("What the stack should be.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
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
      @Doc("whether a deletion is refused; left as it is when not given")
          @Role(Role.Kind.PROTECTION)
          @Nullable Boolean terminationProtection,
      @Doc("what updates may do to which resources: a path in the package, or the policy itself")
          @Role(Role.Kind.DOCUMENT)
          @Nullable JsonNode stackPolicy,
      @Doc("what becomes of a stack whose creation fails; by default it is rolled back")
          @Nullable OnFailure onFailure,
      @Doc("after which CloudFormation gives up a creation; by default it does not")
          @Nullable Integer timeoutInMinutes,
      @Doc("take over a stack that does not bear this deployment's owner tag") boolean adopt) {
    private static final List<String> CAPABILITIES =
        List.of("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND");

    public Params {
      StackNames.check(stackName);
      for (var capability : capabilities) {
        if (!CAPABILITIES.contains(capability)) {
          throw new InvalidFieldException(
              "capabilities",
              "there is no capability '" + capability + "'",
              NearestName.suggestion(CAPABILITIES, capability));
        }
      }
      if (timeoutInMinutes != null && timeoutInMinutes < 1) {
        throw new InvalidFieldException(
            "timeoutInMinutes", "timeoutInMinutes is " + timeoutInMinutes, "Use at least 1.");
      }
    }

    List<String> granted() {
      return capabilities.isEmpty() ? CAPABILITIES.subList(0, 2) : capabilities;
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return new KindDescription<>(
        "AWS::CreateStack",
        "Creates a stack, or updates it if it is there.",
        Params.class,
        true,
        new Repeatability.Findable("the stack's name and the client request token of its events"),
        List.of(
            "cloudformation:DescribeStacks",
            "cloudformation:DescribeStackEvents",
            "cloudformation:ListChangeSets",
            "cloudformation:CreateStack",
            "cloudformation:UpdateStack",
            "cloudformation:DeleteStack",
            "cloudformation:CancelUpdateStack",
            "cloudformation:GetTemplateSummary",
            "cloudformation:UpdateTerminationProtection",
            "cloudformation:GetStackPolicy",
            "cloudformation:SetStackPolicy",
            "cloudformation:CreateChangeSet",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DeleteChangeSet",
            "iam:PassRole"),
        "AWS::DeleteStack",
        Duration.ofMinutes(3),
        // Stabilisation alone may take 3 h, and a rollback as long again.
        Duration.ofHours(12));
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return guarded(params, () -> new StackPreview(context, params).look());
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(params, () -> begin(context, params, context.mayHaveStarted()));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        params,
        () -> {
          var handle = StackHandle.of(json);
          return switch (handle.phase()) {
            // A crash may have hidden a call that this very check made before.
            case WAITING -> begin(context, params, true);
            case RECOVERING -> recovering(context, params, handle);
            case CREATING, UPDATING -> following(context, params, handle);
            case DELETING ->
                throw new IllegalStateException("this kind deletes no stack of its own accord");
          };
        });
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        params,
        () -> {
          var handle = StackHandle.of(json);
          if (handle.phase() == StackHandle.Phase.UPDATING) {
            var stacks = new Stacks(context);
            var stack = stacks.find(handle.id());
            // Nothing else can be called off: a create is waited out, deletes and rollbacks always.
            if (stack.isPresent()
                && stack.get().stackStatusAsString().equals("UPDATE_IN_PROGRESS")) {
              stacks
                  .client()
                  .cancelUpdateStack(
                      r -> r.stackName(handle.id()).clientRequestToken(context.token("cancel")));
              return Progress.running(handle);
            }
          }
          return check(context, params, json);
        });
  }

  private Progress begin(ActionContext context, Params params, boolean recognise) {
    var stacks = new Stacks(context);
    var found = stacks.find(params.stackName());
    if (found.isEmpty()) {
      return create(context, params, stacks);
    }
    var stack = found.get();
    if (recognise) {
      if (stacks.bears(stack, UPDATE)) {
        return Progress.running(StackHandle.of(StackHandle.Phase.UPDATING, stack.stackId()));
      }
      if (stacks.bears(stack, CREATE)) {
        return Progress.running(StackHandle.of(StackHandle.Phase.CREATING, stack.stackId()));
      }
    }
    var standing = StackStanding.of(stack.stackStatus());
    if (standing == StackStanding.BUSY) {
      return Progress.running(StackHandle.waiting());
    }
    if (!params.adopt() && !isOurs(stacks, stack, standing)) {
      return new Progress.Failed(notOurs(stack, context));
    }
    return switch (standing) {
      case READY -> update(context, params, stacks, stack);
      case BROKEN, REVIEW -> {
        stacks.delete(stack, RECOVER);
        yield Progress.runningSoon(StackHandle.of(StackHandle.Phase.RECOVERING, stack.stackId()));
      }
      case STUCK -> new Progress.Failed(stuck(stack));
      case BUSY, GONE -> Progress.running(StackHandle.waiting());
    };
  }

  /** A stack that only a change set made has no tags: it is ours if all its change sets are. */
  private static boolean isOurs(Stacks stacks, Stack stack, StackStanding standing) {
    if (standing != StackStanding.REVIEW || Stacks.owner(stack).isPresent()) {
      return stacks.isOurs(stack);
    }
    var changeSets = stacks.client().listChangeSets(r -> r.stackName(stack.stackId())).summaries();
    return !changeSets.isEmpty()
        && changeSets.stream().allMatch(c -> Token.run(c.changeSetName()).isPresent());
  }

  static Problem notOurs(Stack stack, ActionContext context) {
    var owner = Stacks.owner(stack);
    return Problem.of(
        ProblemCode.STACK_NOT_OURS,
        "the stack '"
            + stack.stackName()
            + "' in "
            + context.target()
            + owner
                .map(o -> " belongs to " + o)
                .orElse(" belongs to no deployment of this platform")
            + ", not to "
            + context.owner(),
        "Choose another stackName, or set 'adopt: true' to take it over.");
  }

  static Problem stuck(Stack stack) {
    return Problem.of(
        ProblemCode.STACK_NOT_UPDATABLE,
        "the stack '" + stack.stackName() + "' is " + stack.stackStatusAsString(),
        "Continue its rollback (aws cloudformation continue-update-rollback), then run again.");
  }

  private Progress create(ActionContext context, Params params, Stacks stacks) {
    var input = StackInput.forCreate(context, params, stacks);
    try {
      var id =
          stacks
              .client()
              .createStack(
                  r -> {
                    r.stackName(params.stackName())
                        .templateBody(input.templateBody())
                        .templateURL(input.templateUrl())
                        .parameters(input.parameters())
                        .tags(input.tags())
                        .capabilitiesWithStrings(params.granted())
                        .roleARN(context.stackExecutionRole())
                        .clientRequestToken(context.token(CREATE))
                        .timeoutInMinutes(params.timeoutInMinutes())
                        .enableTerminationProtection(params.terminationProtection())
                        .stackPolicyBody(input.policy());
                    if (params.onFailure() != null) {
                      r.onFailure(params.onFailure().name());
                    }
                  })
              .stackId();
      return Progress.running(StackHandle.of(StackHandle.Phase.CREATING, id));
    } catch (AlreadyExistsException | TokenAlreadyExistsException e) {
      // Our own earlier call, whose answer was lost, or somebody else's: the next look tells.
      return Progress.runningSoon(StackHandle.waiting());
    }
  }

  private Progress update(ActionContext context, Params params, Stacks stacks, Stack stack) {
    var input = StackInput.forUpdate(context, params, stacks, stack);
    try {
      stacks
          .client()
          .updateStack(
              r ->
                  r.stackName(stack.stackId())
                      .templateBody(input.templateBody())
                      .templateURL(input.templateUrl())
                      .parameters(input.parameters())
                      .tags(input.tags())
                      .capabilitiesWithStrings(params.granted())
                      .roleARN(context.stackExecutionRole())
                      .clientRequestToken(context.token(UPDATE))
                      .stackPolicyBody(input.policy()));
      return Progress.running(
          new StackHandle(
              StackHandle.Phase.UPDATING,
              stack.stackId(),
              StackHandle.Before.of(stack, context.now())));
    } catch (TokenAlreadyExistsException e) {
      return Progress.runningSoon(StackHandle.waiting());
    } catch (CloudFormationException e) {
      if (Stacks.isBusy(e)) {
        return Progress.running(StackHandle.waiting());
      }
      if (Stacks.isNoUpdate(e)) {
        applyPolicy(params, stacks, stack, input);
        return settled(params, stacks, stack, Change.NO_CHANGE);
      }
      throw e;
    }
  }

  /** An update without changes does not take the policy along. */
  private static void applyPolicy(Params params, Stacks stacks, Stack stack, StackInput input) {
    if (params.stackPolicy() == null) {
      return;
    }
    var current =
        stacks.client().getStackPolicy(r -> r.stackName(stack.stackId())).stackPolicyBody();
    if (current == null || !Json.parse(current).equals(params.stackPolicy())) {
      stacks
          .client()
          .setStackPolicy(r -> r.stackName(stack.stackId()).stackPolicyBody(input.policy()));
    }
  }

  private Progress recovering(ActionContext context, Params params, StackHandle handle) {
    var stacks = new Stacks(context);
    var stack = stacks.find(handle.id());
    if (stack.isEmpty()) {
      return begin(context, params, true);
    }
    return switch (Outcome.ofDelete(stack.get().stackStatus())) {
      case WAIT -> Progress.running(handle);
      case DONE -> begin(context, params, true);
      case FAILED ->
          new Progress.Failed(
              failure(context, params, stacks)
                  .of(
                      stack.get(),
                      RECOVER,
                      "Empty or release what holds the failed stack, then run again."));
    };
  }

  private Progress following(ActionContext context, Params params, StackHandle handle) {
    var stacks = new Stacks(context);
    var found = stacks.find(handle.id());
    if (found.isEmpty()) {
      return new Progress.Failed(gone(params));
    }
    var stack = found.get();
    var creating = handle.phase() == StackHandle.Phase.CREATING;
    if (!creating && !begun(context, stacks, stack, handle)) {
      return Progress.running(handle);
    }
    var outcome =
        creating ? Outcome.ofCreate(stack.stackStatus()) : Outcome.ofUpdate(stack.stackStatus());
    return switch (outcome) {
      case WAIT -> Progress.running(handle);
      case DONE -> settled(params, stacks, stack, creating ? Change.CREATE : Change.UPDATE);
      case FAILED -> {
        var deletedByOthers =
            StackStanding.of(stack.stackStatus()) == StackStanding.GONE
                && params.onFailure() != OnFailure.DELETE;
        yield new Progress.Failed(
            deletedByOthers
                ? gone(params)
                : failure(context, params, stacks)
                    .of(stack, creating ? CREATE : UPDATE, "Mend the resource, then run again."));
      }
    };
  }

  /** A stack read too early still shows the end of the operation before ours. */
  private static boolean begun(
      ActionContext context, Stacks stacks, Stack stack, StackHandle handle) {
    if (StackStanding.of(stack.stackStatus()) == StackStanding.BUSY) {
      return true;
    }
    var before = handle.before();
    return before == null || before.isPast(stack, context.now()) || stacks.bears(stack, UPDATE);
  }

  private static Problem gone(Params params) {
    return Problem.of(
        ProblemCode.STACK_GONE,
        "the stack '" + params.stackName() + "' was deleted while this run worked on it",
        "Find out who deleted it; run again to create it anew.");
  }

  /** The stack is as it should be but for what no update can change. */
  private static Progress settled(Params params, Stacks stacks, Stack stack, Change change) {
    var wanted = params.terminationProtection();
    if (wanted != null && wanted != Boolean.TRUE.equals(stack.enableTerminationProtection())) {
      stacks.protect(stack.stackId(), wanted);
    }
    return Progress.done(change, Stacks.outputs(stack));
  }

  private static StackFailure failure(ActionContext context, Params params, Stacks stacks) {
    return new StackFailure(context, stacks, TemplateRef.of(params.template()));
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return StackCalls.guarded("deploy stack '" + params.stackName() + "'", calls);
  }
}
