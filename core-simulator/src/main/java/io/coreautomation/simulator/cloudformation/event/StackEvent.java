package io.coreautomation.simulator.cloudformation.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Digest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, or will happen, to a stack or to one of its resources.
 *
 * @param physicalId empty as long as there is none
 * @param status such as {@code CREATE_COMPLETE}
 * @param reason empty when none is given
 * @param token of the operation's caller; empty when none was given
 * @param ofStack whether this is the stack's own event
 */
public record StackEvent(
    Instant at,
    String logicalId,
    String physicalId,
    String type,
    String status,
    String reason,
    String token,
    boolean ofStack,
    @Nullable JsonNode properties) {

  /** The id that the API gives to the event. */
  public String id(String stackId) {
    if (ofStack) {
      var hex = Digest.of(stackId + at + status + reason).hex();
      return hex.substring(0, 8)
          + "-"
          + hex.substring(8, 12)
          + "-11f0-"
          + hex.substring(12, 16)
          + "-"
          + hex.substring(16, 28);
    }
    var distinct = reason.isEmpty() ? "" : "-" + Digest.of(reason).hex().substring(0, 8);
    return logicalId + "-" + status + "-" + at + distinct;
  }

  /** The same event so much later. */
  public StackEvent later(Duration by) {
    return new StackEvent(
        at.plus(by), logicalId, physicalId, type, status, reason, token, ofStack, properties);
  }
}
