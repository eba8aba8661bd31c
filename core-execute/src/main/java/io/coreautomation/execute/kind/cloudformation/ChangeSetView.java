package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A change set as it stands.
 *
 * @param reason why it failed; empty if it did not
 * @param token of who asked for it; empty if that was not the platform
 * @param owner of its tags; empty if it has none
 */
record ChangeSetView(
    String id,
    ChangeSetStatus status,
    ExecutionStatus execution,
    String reason,
    String token,
    String owner,
    List<PlannedResource> resources) {

  static ChangeSetView of(DescribeChangeSetResponse described, List<PlannedResource> resources) {
    return new ChangeSetView(
        described.changeSetId(),
        described.status(),
        described.executionStatus(),
        Objects.requireNonNullElse(described.statusReason(), ""),
        Objects.requireNonNullElse(described.description(), ""),
        Stacks.owner(described.tags()).orElse(""),
        resources);
  }

  /** Whether the deployment may remove it. */
  boolean isOf(Prn deployment) {
    return owner.equals(deployment.text());
  }

  /** Whether it failed for there being nothing to change. */
  boolean isEmpty() {
    return reason.contains("didn't contain changes")
        || reason.contains("No updates are to be performed");
  }

  /** Whether it failed for an export that other actions may be about to make. */
  boolean missesExport() {
    return reason.contains("No export named");
  }

  /** What its execution makes of its stack. */
  Change change(Stack stack) {
    if (isEmpty()) {
      return Change.NO_CHANGE;
    }
    if (StackChangeSet.isNew(stack)) {
      return Change.CREATE;
    }
    return resources.stream().anyMatch(r -> r.action() == Change.REPLACE)
        ? Change.REPLACE
        : Change.UPDATE;
  }

  /** Whether only another one of its name can be executed, which may be made before that. */
  boolean isSpent() {
    return switch (execution) {
      case EXECUTE_COMPLETE, EXECUTE_FAILED, OBSOLETE -> true;
      case AVAILABLE, UNAVAILABLE, EXECUTE_IN_PROGRESS, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  /** Why it cannot be executed, now or ever; nothing if it can, or may be soon. */
  Optional<String> obstacle() {
    return switch (execution) {
      case AVAILABLE, EXECUTE_IN_PROGRESS, UNKNOWN_TO_SDK_VERSION -> Optional.empty();
      case EXECUTE_COMPLETE, EXECUTE_FAILED -> Optional.of("was executed already");
      case OBSOLETE -> Optional.of("is obsolete: its stack was changed since");
      case UNAVAILABLE ->
          switch (status) {
            case CREATE_PENDING, CREATE_IN_PROGRESS, CREATE_COMPLETE, UNKNOWN_TO_SDK_VERSION ->
                Optional.empty();
            case FAILED -> isEmpty() ? Optional.empty() : Optional.of("has failed: " + reason);
            case DELETE_PENDING, DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED ->
                Optional.of("is being deleted");
          };
    };
  }

  /** Why there is nothing to execute. */
  Problem failure() {
    return Problem.of(
        ProblemCode.AWS_REFUSED,
        "no change set could be made: " + reason.strip().replaceAll("\\.$", ""),
        "Mend the template or its parameters.");
  }
}
