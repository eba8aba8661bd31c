package io.coreautomation.simulator.cloudformation.changeset;

import io.coreautomation.simulator.cloudformation.stack.StackEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * How a change set stands.
 *
 * @param execution its execution status
 * @param reason of a failure; empty when there is none
 */
public record Status(String status, String execution, String reason) {

  /** The statuses of a change set of a stack at a time. */
  static Status of(ChangeSet changeSet, Optional<StackEntry> entry, Instant now) {
    if (now.isBefore(changeSet.readyAt())) {
      return new Status("CREATE_IN_PROGRESS", "UNAVAILABLE", "");
    }
    if (!changeSet.failure().isEmpty()) {
      return new Status("FAILED", "UNAVAILABLE", changeSet.failure());
    }
    if (changeSet.executedAs() >= 0) {
      return new Status(
          "CREATE_COMPLETE", executed(entry.map(e -> e.statusAt(now)).orElse("")), "");
    }
    var obsolete =
        entry
            .filter(e -> e.stack().operations() == changeSet.operations())
            .filter(e -> !e.isDeletedAt(now))
            .isEmpty();
    return new Status("CREATE_COMPLETE", obsolete ? "OBSOLETE" : "AVAILABLE", "");
  }

  private static String executed(String stackStatus) {
    if (stackStatus.startsWith("UPDATE_COMPLETE")) {
      return "EXECUTE_COMPLETE"; // while it cleans up, too
    }
    if (stackStatus.endsWith("_IN_PROGRESS")) {
      return "EXECUTE_IN_PROGRESS";
    }
    var good = stackStatus.endsWith("_COMPLETE") && !stackStatus.contains("ROLLBACK");
    return good ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED";
  }
}
