package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.cloudformation.CreateStack.OnFailure;
import io.coreautomation.execute.kind.cloudformation.CreateStack.Params;
import io.coreautomation.execute.kind.cloudformation.StackHandle.Phase;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.Standing;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** One stack on its way to what it should be: created or updated straight, without a change set. */
final class StackDeployment {
  private static final String RECOVER = "recover";

  private final ActionContext context;
  private final Params params;
  private final Stacks stacks;
  private final StackOperation operation;
  private final @Nullable PlannedStack plan;
  private final StackDigest digests;

  StackDeployment(ActionContext context, Params params, StackDigest digests) {
    this.context = context;
    this.digests = digests;
    this.params = params;
    this.stacks = new Stacks(context);
    this.operation =
        new StackOperation(
            context,
            stacks,
            params.stackName(),
            TemplateRef.of(params.template()),
            params.onFailure() == OnFailure.DELETE,
            this::isUnsettled);
    this.plan = context.planned().map(p -> new PlannedStack(context, p)).orElse(null);
  }

  /**
   * Makes the first call that the stack's standing asks for.
   *
   * @param recognise whether an earlier call of ours may have reached AWS
   */
  Progress begin(boolean recognise) {
    var recorded = context.recorded();
    if (recorded.isPresent() && recorded.get().isTrusted()) {
      return Progress.done(Change.NO_CHANGE, recorded.get().outputs());
    }
    var found = stacks.find(params.stackName());
    if (recognise && found.isPresent()) {
      var stack = found.get();
      var ours = operation.begun(stack);
      if (ours.isPresent()) {
        return operation.underWay(Progress.running(ours.get()), stack);
      }
      if (plan != null && plan.wasBroken() && stacks.bears(stack, RECOVER)) {
        return Progress.running(StackHandle.of(Phase.RECOVERING, stack.stackId())).toBeAttended();
      }
    }
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    if (plan != null) {
      var moved = plan.moved(found);
      if (moved.isPresent()) {
        return new Progress.Failed(moved.get());
      }
    }
    if (found.isEmpty()) {
      return create();
    }
    var stack = found.get();
    var standing = StackStanding.of(stack.stackStatus());
    if (standing == StackStanding.BUSY) {
      return Progress.running(StackHandle.waiting()).toBeAttended();
    }
    if (!params.adopt() && !stacks.isOurs(stack)) {
      return new Progress.Failed(stacks.notOurs(stack));
    }
    if (plan != null && plan.hasChangeSet()) {
      return operation.underWay(plan.executed(stack), stack);
    }
    if (plan != null && plan.change() == Change.NO_CHANGE) {
      return done(stack, Change.NO_CHANGE);
    }
    if (plan != null && plan.change() == Change.UPDATE) {
      applyPolicy(stack); // nothing but its settings differs
      return settled(stack, Change.UPDATE);
    }
    if (standing == StackStanding.READY
        && recorded.filter(r -> Stacks.isAs(r, stack)).isPresent()) {
      applyPolicy(stack);
      applyProtection(stack);
      return Progress.done(Change.NO_CHANGE, Stacks.outputs(stack));
    }
    return switch (standing) {
      case READY -> update(stack);
      case BROKEN, REVIEW -> recover(stack);
      case STUCK -> new Progress.Failed(Stacks.stuck(stack));
      case BUSY, GONE -> Progress.running(StackHandle.waiting()).toBeAttended();
    };
  }

  Progress follow(StackHandle handle) {
    return switch (handle.phase()) {
      // A crash may have hidden a call that this very check made before.
      case WAITING -> begin(true);
      case RECOVERING -> recovering(handle);
      case CREATING, UPDATING -> operation.follow(handle, this::settled);
      case ROLLING_BACK, DELETING ->
          throw new IllegalStateException("no deployment is in " + handle.phase());
    };
  }

  /** Only an update can be called off: a create is waited out, deletes and rollbacks always. */
  Progress callOff(StackHandle handle) {
    return operation.callOff(handle) ? Progress.running(handle) : follow(handle);
  }

  private Progress create() {
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
                        .clientRequestToken(context.token(StackOperation.CREATE))
                        .timeoutInMinutes(params.timeoutInMinutes())
                        .enableTerminationProtection(params.terminationProtection())
                        .stackPolicyBody(input.policy());
                    if (params.onFailure() != null) {
                      r.onFailure(params.onFailure().name());
                    }
                  })
              .stackId();
      return Progress.awaitingEvent(StackHandle.of(Phase.CREATING, id));
    } catch (AlreadyExistsException | TokenAlreadyExistsException e) {
      // Our own earlier call, whose answer was lost, or somebody else's: the next look tells.
      return Progress.runningSoon(StackHandle.waiting()).toBeAttended();
    }
  }

  private Progress update(Stack stack) {
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
                      .clientRequestToken(context.token(StackOperation.UPDATE))
                      .stackPolicyBody(input.policy()));
      return operation.underWay(
          Progress.awaitingEvent(
              new StackHandle(
                  Phase.UPDATING, stack.stackId(), StackHandle.Before.of(stack, context.now()))),
          stack);
    } catch (TokenAlreadyExistsException e) {
      return Progress.runningSoon(StackHandle.waiting()).toBeAttended();
    } catch (CloudFormationException e) {
      if (Stacks.isBusy(e)) {
        return Progress.running(StackHandle.waiting()).toBeAttended();
      }
      if (Stacks.isNoUpdate(e)) {
        applyPolicy(stack);
        return settled(stack, Change.NO_CHANGE);
      }
      throw e;
    }
  }

  /** What is left of a creation that failed goes; then the stack is created anew. */
  private Progress recover(Stack stack) {
    // The protection was meant for the stack that this never became.
    if (Boolean.TRUE.equals(stack.enableTerminationProtection())) {
      stacks.protect(stack.stackId(), false);
    }
    stacks.delete(stack, RECOVER);
    return Progress.runningSoon(StackHandle.of(Phase.RECOVERING, stack.stackId())).toBeAttended();
  }

  private Progress recovering(StackHandle handle) {
    var stack = stacks.find(handle.id());
    if (stack.isEmpty()) {
      return begin(true);
    }
    return switch (Outcome.ofDelete(stack.get().stackStatus())) {
      case WAIT -> Progress.awaitingEvent(handle).toBeAttended();
      case DONE -> begin(true);
      case FAILED ->
          operation.failed(
              stack.get(),
              RECOVER,
              "Empty or release what holds the failed stack, then run again.");
    };
  }

  /** Neither an update without changes nor a change set takes the policy along. */
  private void applyPolicy(Stack stack) {
    var policy = params.stackPolicy();
    if (policy != null && !stacks.hasPolicy(stack, policy)) {
      stacks
          .client()
          .setStackPolicy(r -> r.stackName(stack.stackId()).stackPolicyBody(Json.write(policy)));
    }
  }

  /** The stack is as it should be but for what no update can change. */
  private Progress settled(Stack stack, Change change) {
    if (plan != null && plan.hasChangeSet()) {
      applyPolicy(stack);
    }
    applyProtection(stack);
    var replaced = change == Change.UPDATE && plan != null && plan.change() == Change.REPLACE;
    return done(stack, replaced ? Change.REPLACE : change);
  }

  private boolean isUnsettled(Stack stack) {
    return hasOtherProtection(stack)
        || plan != null && plan.hasChangeSet() && params.stackPolicy() != null;
  }

  private void applyProtection(Stack stack) {
    if (hasOtherProtection(stack)) {
      stacks.protect(stack.stackId(), !Boolean.TRUE.equals(stack.enableTerminationProtection()));
    }
  }

  private boolean hasOtherProtection(Stack stack) {
    var wanted = params.terminationProtection();
    return wanted != null && wanted != Boolean.TRUE.equals(stack.enableTerminationProtection());
  }

  private Progress done(Stack stack, Change change) {
    return Progress.done(
        change,
        Stacks.outputs(stack),
        new Standing(
            context.target(),
            Stacks.resource(params.stackName()),
            Standing.How.STANDS,
            stack.stackId(),
            stack.stackStatusAsString(),
            stack.lastUpdatedTime(),
            digests.saysAll(params, context) ? StackDigest.of(params) : null));
  }
}
