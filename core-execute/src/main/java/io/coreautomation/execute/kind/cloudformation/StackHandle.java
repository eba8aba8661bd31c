package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the kinds of this package need to find their work again.
 *
 * @param stackId null while another's operation on a stack that is not ours yet is waited out
 * @param lastUpdated of the stack before our update, by which an update that has begun is told from
 *     one that has not
 */
record StackHandle(Phase phase, @Nullable String stackId, @Nullable Instant lastUpdated) {
  /** What is under way. */
  enum Phase {
    /** An operation of others: ours begins after it. */
    WAITING,
    /** The deletion of what an earlier failure left, before our create. */
    RECOVERING,
    CREATING,
    UPDATING,
    DELETING
  }

  static StackHandle of(ObjectNode json) {
    return Json.as(json, StackHandle.class);
  }

  static StackHandle waiting() {
    return new StackHandle(Phase.WAITING, null, null);
  }

  static StackHandle of(Phase phase, String stackId) {
    return new StackHandle(phase, stackId, null);
  }

  String id() {
    if (stackId == null) {
      throw new IllegalStateException("no stack is known in " + phase);
    }
    return stackId;
  }
}
