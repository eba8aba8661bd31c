package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.problem.StackResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Finds why an operation on a stack failed: the first resource that failed by itself. */
final class StackFailure {
  private static final String NESTED = "AWS::CloudFormation::Stack";
  private static final int DEEPEST = 10;

  /** How the handlers of all types of resources say that there is nothing under an id. */
  private static final String NOT_FOUND = "HandlerErrorCode: NotFound";

  private final ActionContext context;
  private final Stacks stacks;
  private final @Nullable TemplateRef template;

  StackFailure(ActionContext context, Stacks stacks, @Nullable TemplateRef template) {
    this.context = context;
    this.stacks = stacks;
    this.template = template;
  }

  /** The failure of an operation that bore the token of {@code step}. */
  Problem of(Stack stack, String step, String mend) {
    var cause = first(stack.stackId(), context.token(step), 0);
    var place = cause.flatMap(this::place).orElse(null);
    if (cause.isPresent() && isGone(cause.get())) {
      return gone(stack, cause.get(), place);
    }
    var what =
        cause
            .map(StackFailure::describe)
            .orElseGet(
                () ->
                    "the stack '"
                        + stack.stackName()
                        + "' is "
                        + stack.stackStatusAsString()
                        + reason(stack, context.token(step)).map(r -> ": " + r).orElse(""));
    var problem = Problem.at(place, ProblemCode.STACK_FAILED, what, mend);
    return cause.map(event -> problem.withResource(resource(event))).orElse(problem);
  }

  private static StackResource resource(StackEvent event) {
    return new StackResource(event.logicalResourceId(), event.resourceType());
  }

  /** Where the template declares what an event is about. */
  private Optional<Source> place(StackEvent event) {
    return template == null
        ? Optional.empty()
        : template.resource(context, event.logicalResourceId());
  }

  /**
   * Whether a resource was deleted behind CloudFormation's back: its update did not find it, nor
   * did the way back. Where only the update misses something, its new properties name what is not
   * there.
   */
  private boolean isGone(StackEvent cause) {
    return isNotFound(cause)
        && stacks.events(cause.stackId(), cause.clientRequestToken()).stream()
                .filter(event -> event.logicalResourceId().equals(cause.logicalResourceId()))
                .filter(StackFailure::isNotFound)
                .count()
            > 1;
  }

  private static boolean isNotFound(StackEvent event) {
    return event.resourceStatus() == ResourceStatus.UPDATE_FAILED
        && event.resourceStatusReason() != null
        && event.resourceStatusReason().contains(NOT_FOUND);
  }

  private static Problem gone(Stack stack, StackEvent cause, @Nullable Source place) {
    return Problem.at(
            place,
            ProblemCode.RESOURCE_GONE,
            resource(cause)
                + " was deleted outside of CloudFormation: neither the update of the stack '"
                + stack.stackName()
                + "' nor its rollback found "
                + cause.physicalResourceId(),
            "Continue the rollback without it (aws cloudformation continue-update-rollback"
                + " --stack-name "
                + stack.stackName()
                + " --resources-to-skip "
                + skipped(stack, cause)
                + "), bring it back by a change set with --deployment-mode REVERT_DRIFT, then run"
                + " again.")
        .withResource(resource(cause));
  }

  /** A resource of a nested stack is named with that stack's name. */
  private static String skipped(Stack root, StackEvent cause) {
    return cause.stackId().equals(root.stackId())
        ? cause.logicalResourceId()
        : cause.stackName() + "." + cause.logicalResourceId();
  }

  /**
   * Why a stack itself failed, when no resource of it did: an export that is not there, or that is
   * taken, is told where the rollback began, and is gone from the stack once that has ended.
   */
  private Optional<String> reason(Stack stack, String token) {
    var told =
        stacks.events(stack.stackId(), token).reversed().stream()
            .filter(event -> event.stackId().equals(event.physicalResourceId()))
            .filter(event -> event.resourceStatusAsString().matches(".*(ROLLBACK|FAILED).*"))
            .map(StackEvent::resourceStatusReason)
            .filter(reason -> reason != null && !reason.isBlank())
            .findFirst();
    return told.or(() -> Optional.ofNullable(stack.stackStatusReason()))
        .map(reason -> reason.strip().replaceAll("\\.$", ""));
  }

  private Optional<StackEvent> first(String stackId, @Nullable String token, int depth) {
    List<StackEvent> failures =
        stacks.events(stackId, token).reversed().stream()
            .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
            .filter(event -> !isConsequence(event))
            .filter(event -> !event.stackId().equals(event.physicalResourceId()))
            .toList();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    var first = failures.getFirst();
    if (NESTED.equals(first.resourceType())
        && first.physicalResourceId() != null
        && first.physicalResourceId().startsWith("arn:")
        && depth < DEEPEST) {
      return first(first.physicalResourceId(), null, depth + 1).or(() -> Optional.of(first));
    }
    return Optional.of(first);
  }

  /** Cancelled because another failed: never the cause. */
  private static boolean isConsequence(StackEvent event) {
    var reason = event.resourceStatusReason();
    return reason != null
        && (reason.startsWith("Resource creation cancelled")
            || reason.startsWith("Resource update cancelled"));
  }

  private static String describe(StackEvent event) {
    var reason = event.resourceStatusReason();
    return resource(event)
        + " "
        + event.resourceStatusAsString()
        + (reason == null ? "" : ": " + reason.strip().replaceAll("\\.$", ""));
  }
}
