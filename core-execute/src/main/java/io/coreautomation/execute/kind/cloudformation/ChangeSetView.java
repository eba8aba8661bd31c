package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.framework.plan.PlannedResource;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;

/**
 * A change set as it stands.
 *
 * @param reason why it failed; empty if it did not
 */
record ChangeSetView(ChangeSetStatus status, String reason, List<PlannedResource> resources) {

  /** Whether it failed for there being nothing to change. */
  boolean isEmpty() {
    return reason.contains("didn't contain changes")
        || reason.contains("No updates are to be performed");
  }

  /** Whether it failed for an export that other actions may be about to make. */
  boolean missesExport() {
    return reason.contains("No export named");
  }
}
