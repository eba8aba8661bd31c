package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.time.Instant;
import java.util.Set;

/** Which operations a stack's status allows. */
final class StackStates {
  private static final Set<String> UPDATABLE =
      Set.of(
          "CREATE_COMPLETE",
          "UPDATE_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE",
          "IMPORT_COMPLETE",
          "IMPORT_ROLLBACK_COMPLETE",
          "CREATE_FAILED",
          "UPDATE_FAILED");

  private StackStates() {}

  static void checkUpdatable(StackEntry entry, Instant now) {
    var status = entry.statusAt(now);
    if (!UPDATABLE.contains(status)) {
      throw Refused.invalid(
          "Stack:"
              + entry.stack().stackId()
              + " is in "
              + status
              + " state and can not be updated.");
    }
  }

  static void checkDeletable(StackEntry entry, String status, Set<String> retain, boolean force) {
    if (status.endsWith("_IN_PROGRESS")
        && !status.equals("CREATE_IN_PROGRESS")
        && !status.equals("REVIEW_IN_PROGRESS")) {
      throw Refused.invalid(
          "Stack [" + entry.stack().name() + "] cannot be deleted while in status " + status);
    }
    if ((!retain.isEmpty() || force) && !status.equals("DELETE_FAILED")) {
      throw Refused.invalid(
          "Invalid operation on stack ["
              + entry.stack().stackId()
              + "]. When you delete a stack, specify which resources to retain only when the stack"
              + " is in the DELETE_FAILED state.");
    }
    for (var id : retain) {
      if (!entry.lastRevision().resources().containsKey(id)) {
        throw Refused.invalid(
            "The following resources to retain do not exist in the stack: [" + id + "]");
      }
    }
  }
}
