package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CallAs;
import software.amazon.awssdk.services.cloudformation.model.OperationNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;
import software.amazon.awssdk.services.cloudformation.model.StackSet;
import software.amazon.awssdk.services.cloudformation.model.StackSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationResultStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSetStatus;

/** A stack set by its name: whether it is there, whose it is, and how its operations stand. */
record StackSetAccess(ActionContext context, String name, boolean delegatedAdmin) {
  CallAs as() {
    return delegatedAdmin ? CallAs.DELEGATED_ADMIN : CallAs.SELF;
  }

  CloudFormationClient client() {
    return context.client(CloudFormationClient.class);
  }

  Optional<StackSet> find() {
    try {
      return Optional.of(client().describeStackSet(r -> r.stackSetName(name).callAs(as())))
          .map(found -> found.stackSet())
          .filter(set -> set.status() != StackSetStatus.DELETED);
    } catch (StackSetNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Why it is left alone; nothing if it is ours.
   *
   * @param adopt whether it may be somebody else's
   * @param mend what helps where it is
   */
  Optional<Problem> refused(StackSet set, boolean adopt, String mend) {
    if (set.permissionModel() != PermissionModels.SERVICE_MANAGED) {
      return Optional.of(
          Problem.of(
              ProblemCode.CONFLICT,
              text() + " has permissions that its owner manages, not the organization",
              "Choose another stackSetName."));
    }
    var owner = Stacks.owner(set.tags()).orElse("");
    return adopt || owner.equals(context.owner().text())
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemCode.CONFLICT, OwnerTag.notOurs(text(), owner, context.owner()), mend));
  }

  String text() {
    return "the stack set '" + name + "' in " + context.target();
  }

  /** How an operation stands; nothing if it was not begun. */
  Optional<StackSetOperationStatus> status(String operationId) {
    try {
      return Optional.of(
          client()
              .describeStackSetOperation(
                  r -> r.stackSetName(name).operationId(operationId).callAs(as()))
              .stackSetOperation()
              .status());
    } catch (OperationNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Stops an operation that may be under way.
   *
   * @return whether it was begun and has not succeeded
   */
  boolean stopped(String operationId) {
    var status = status(operationId).orElse(null);
    if (status == StackSetOperationStatus.RUNNING || status == StackSetOperationStatus.QUEUED) {
      client()
          .stopStackSetOperation(r -> r.stackSetName(name).operationId(operationId).callAs(as()));
    }
    return status != null && status != StackSetOperationStatus.SUCCEEDED;
  }

  /** Where an operation has failed, and why. */
  Problem failure(String operationId, StackSetOperationStatus status) {
    var failed =
        client()
            .listStackSetOperationResultsPaginator(
                r -> r.stackSetName(name).operationId(operationId).callAs(as()))
            .summaries()
            .stream()
            .filter(result -> result.status() == StackSetOperationResultStatus.FAILED)
            .map(r -> r.account() + "/" + r.region() + ": " + r.statusReason())
            .sorted()
            .toList();
    return Problem.of(
        ProblemCode.WORK_FAILED,
        "the operation of "
            + text()
            + " is "
            + status
            + (failed.isEmpty() ? "" : "; in " + String.join("; in ", failed)),
        "Look at the stack there, then run again.");
  }
}
