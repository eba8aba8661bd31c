package io.coreautomation.simulator.cloudformation.stackset;

import io.coreautomation.simulator.cloudformation.resource.Place;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a stack set as it is written down.
 *
 * @param action such as {@code CREATE}
 * @param targets the stacks that it works on
 * @param stoppedAt when somebody stopped it; null if nobody did
 */
public record SetOperation(
    String id,
    String action,
    Instant startedAt,
    List<Target> targets,
    @Nullable Instant stoppedAt) {

  /**
   * One place that it works on.
   *
   * @param stackId empty if no stack could be made
   * @param refusal why not; empty if one was
   */
  public record Target(String unit, Place place, String stackId, String refusal) {
    StackSetRecord.Instance instance() {
      return new StackSetRecord.Instance(unit, place, stackId, false);
    }
  }

  SetOperation stopped(Instant at) {
    return new SetOperation(id, action, startedAt, targets, at);
  }
}
