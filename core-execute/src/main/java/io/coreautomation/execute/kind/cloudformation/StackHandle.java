package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * What the kinds of this package need to find their work again.
 *
 * @param stackId null while another's operation on a stack that is not ours yet is waited out
 * @param before how the stack was before our update; null where a crash has hidden that
 */
record StackHandle(Phase phase, @Nullable String stackId, @Nullable Before before) {
  /** After this, a read shows what a call that AWS has answered made of the stack. */
  private static final Duration READS_SETTLE = Duration.ofMinutes(1);

  /**
   * A stack before an update, by which one that has begun is told from one that has not.
   *
   * @param calledAt when the update was asked for, in world time
   */
  record Before(@Nullable Instant lastUpdated, String status, Instant calledAt) {
    static Before of(Stack stack, Instant now) {
      return new Before(stack.lastUpdatedTime(), stack.stackStatusAsString(), now);
    }

    /** Whether what is seen of the stack now came after that. */
    boolean isPast(Stack now, Instant seenAt) {
      return now.lastUpdatedTime() != null && !now.lastUpdatedTime().equals(lastUpdated)
          || !now.stackStatusAsString().equals(status)
          || seenAt.isAfter(calledAt.plus(READS_SETTLE));
    }
  }

  /** What is under way. */
  enum Phase {
    /** An operation of others: ours begins after it. */
    WAITING,
    /** The deletion of what an earlier failure left, before our create. */
    RECOVERING,
    CREATING,
    UPDATING,
    ROLLING_BACK,
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
