package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.execute.kind.Recorded;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The stacks of one account and region, as the kinds of this package see them. */
final class Stacks {
  private final ActionContext context;
  private final CloudFormationClient cloudFormation;

  Stacks(ActionContext context) {
    this.context = context;
    this.cloudFormation = context.client(CloudFormationClient.class);
  }

  /** Names a stack, of which one action at a time has the use. */
  static String lock(@Nullable Target target, String stackName) {
    return "stack/" + Objects.requireNonNull(target, "stacks have a place") + "/" + stackName;
  }

  /** Names a stack in its account and region. */
  static String resource(String stackName) {
    return "stack/" + stackName;
  }

  /** Whether a stack is just as the registry says. */
  static boolean isAs(Recorded recorded, Stack stack) {
    return stack.stackId().equals(recorded.id())
        && stack.stackStatusAsString().equals(recorded.status())
        && Objects.equals(stack.lastUpdatedTime(), recorded.lastUpdated());
  }

  /** What the registry is told of a stack of which nobody says what it was made from. */
  static Standing standing(ActionContext context, String stackName, Stack stack) {
    return new Standing(
        context.target(),
        resource(stackName),
        Standing.How.STANDS,
        stack.stackId(),
        stack.stackStatusAsString(),
        stack.lastUpdatedTime(),
        null);
  }

  CloudFormationClient client() {
    return cloudFormation;
  }

  /** The stack of a name or id; one that was deleted is found by its id only. */
  Optional<Stack> find(String nameOrId) {
    try {
      return cloudFormation.describeStacks(r -> r.stackName(nameOrId)).stacks().stream()
          .findFirst();
    } catch (CloudFormationException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Whether the deployment may change a stack. One that only a change set made has no tags: it is
   * ours if all its change sets are.
   */
  boolean isOurs(Stack stack) {
    var owner = owner(stack);
    if (owner.isPresent() || StackStanding.of(stack.stackStatus()) != StackStanding.REVIEW) {
      return owner.filter(context.owner().text()::equals).isPresent();
    }
    var changeSets = changeSets(stack);
    return !changeSets.isEmpty() && changeSets.stream().allMatch(Stacks::bearsToken);
  }

  /** Whether the platform has made a change set. */
  private static boolean bearsToken(ChangeSetSummary changeSet) {
    return changeSet.description() != null && Token.run(changeSet.description()).isPresent();
  }

  private List<ChangeSetSummary> changeSets(Stack stack) {
    return cloudFormation.listChangeSetsPaginator(r -> r.stackName(stack.stackId())).stream()
        .flatMap(page -> page.summaries().stream())
        .toList();
  }

  /**
   * Deletes a stack that has never been more than the place of change sets that are gone.
   *
   * @return whether it was that
   */
  boolean deleteIfOnlyReviewed(Stack stack) {
    var empty = isEmpty(stack);
    if (empty) {
      cloudFormation.deleteStack(r -> r.stackName(stack.stackId()));
    }
    return empty;
  }

  /** Whether nothing is left of a stack but a name without change sets, which nobody owns. */
  boolean isEmpty(Stack stack) {
    return StackStanding.of(stack.stackStatus()) == StackStanding.REVIEW
        && changeSets(stack).isEmpty();
  }

  /** The stacks that use an export. */
  List<String> importers(String export) {
    try {
      return cloudFormation.listImportsPaginator(r -> r.exportName(export)).imports().stream()
          .toList();
    } catch (CloudFormationException e) {
      if (isNotImported(e)) {
        return List.of();
      }
      throw e;
    }
  }

  static Optional<String> owner(Stack stack) {
    return owner(stack.tags());
  }

  static Optional<String> owner(List<Tag> tags) {
    return tags.stream().filter(tag -> tag.key().equals(OwnerTag.KEY)).map(Tag::value).findFirst();
  }

  /** An author's tags with the owner's. */
  List<Tag> tags(Map<String, String> authors) {
    var all = new TreeMap<>(authors);
    all.put(OwnerTag.KEY, context.owner().text());
    return all.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Why a stack is left alone that may not be ours; nothing if it is, or may be taken over. */
  Optional<Problem> refuses(Stack stack, boolean adopt) {
    return adopt || isOurs(stack) ? Optional.empty() : Optional.of(notOurs(stack));
  }

  /** Why a stack that is not ours is left alone. */
  Problem notOurs(Stack stack) {
    return Problem.of(
        ProblemCode.STACK_NOT_OURS,
        OwnerTag.notOurs(
            "the stack '" + stack.stackName() + "' in " + context.target(),
            owner(stack).orElse(""),
            context.owner()),
        "Choose another stackName, or set 'adopt: true' to take it over.");
  }

  /** Why a stack whose rollback failed is left alone. */
  static Problem stuck(Stack stack) {
    return Problem.of(
        ProblemCode.STACK_NOT_UPDATABLE,
        "the stack '" + stack.stackName() + "' is " + stack.stackStatusAsString(),
        "Continue its rollback (aws cloudformation continue-update-rollback), then run again.");
  }

  static Map<String, String> outputs(Stack stack) {
    var outputs = new TreeMap<String, String>();
    for (Output output : stack.outputs()) {
      outputs.put(output.outputKey(), output.outputValue());
    }
    return outputs;
  }

  /** Whether a stack's policy says what is wanted. */
  boolean hasPolicy(Stack stack, JsonNode wanted) {
    var current =
        cloudFormation.getStackPolicy(r -> r.stackName(stack.stackId())).stackPolicyBody();
    return current != null && Json.parse(current).equals(wanted);
  }

  /** Deletes a stack that is ours, with a token of this step. */
  void delete(Stack stack, String step) {
    cloudFormation.deleteStack(
        r ->
            r.stackName(stack.stackId())
                .roleARN(context.stackExecutionRole())
                .clientRequestToken(context.token(step)));
  }

  /** Switches termination protection, which no update of a stack can. */
  void protect(String stackId, boolean on) {
    cloudFormation.updateTerminationProtection(
        r -> r.stackName(stackId).enableTerminationProtection(on));
  }

  /** Whether an operation under the token of {@code step} has reached the stack. */
  boolean bears(Stack stack, String step) {
    var token = context.token(step);
    return cloudFormation
        .describeStackEvents(r -> r.stackName(stack.stackId()))
        .stackEvents()
        .stream()
        .anyMatch(event -> token.equals(event.clientRequestToken()));
  }

  /** The events of the operation that bore a token, newest first; with no token, all there are. */
  List<StackEvent> events(String stackId, @Nullable String token) {
    var events = new ArrayList<StackEvent>();
    for (var page : cloudFormation.describeStackEventsPaginator(r -> r.stackName(stackId))) {
      for (var event : page.stackEvents()) {
        var named = event.clientRequestToken();
        if (token != null && named != null && !named.equals(token)) {
          return events; // newest first: what comes now is older than our operation
        }
        events.add(event);
      }
    }
    return events;
  }

  static boolean isMissing(CloudFormationException e) {
    return hasCode(e, "ValidationError") && message(e).contains("does not exist");
  }

  private static boolean isNotImported(CloudFormationException e) {
    return hasCode(e, "ValidationError") && message(e).contains("is not imported by any stack");
  }

  static boolean isAlreadyLookedAt(CloudFormationException e) {
    return hasCode(e, "ValidationError")
        && message(e).contains("Drift detection is already in progress");
  }

  static boolean isNoUpdate(CloudFormationException e) {
    return hasCode(e, "ValidationError") && message(e).contains("No updates are to be performed");
  }

  /**
   * Whether an operation of others was met: {@code Stack:… is in UPDATE_IN_PROGRESS state and can
   * not be updated.}
   */
  static boolean isBusy(CloudFormationException e) {
    return hasCode(e, "ValidationError")
        && message(e).matches("(?s).*is in \\w+_IN_PROGRESS state.*");
  }

  static boolean hasCode(CloudFormationException e, String code) {
    return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
  }

  private static String message(CloudFormationException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorMessage() == null
        ? String.valueOf(e.getMessage())
        : details.errorMessage();
  }
}
