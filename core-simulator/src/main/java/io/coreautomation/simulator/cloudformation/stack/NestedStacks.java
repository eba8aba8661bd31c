package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import java.time.Instant;
import java.util.List;

/** The nested stacks of a stack whose operation is being planned. Used once. */
final class NestedStacks {
  NestedStacks(
      StackOperations operations, StackId parent, String rootId, Request request, Instant now) {}

  StackEntry plan(ResourceState draft, boolean changed) {
    throw new UnsupportedOperationException("the twin does not know nested stacks yet");
  }

  StackOperations.Planned placed(StackEntry entry, Blueprint blueprint) {
    return new StackOperations.Planned(entry, List.of());
  }
}
