package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Optional;

/** What stacks have made, as the services that it belongs to see it. */
public final class StackThings {
  private final TwinWorld world;

  public StackThings(TwinWorld world) {
    this.world = world;
  }

  /**
   * Such a thing, if a stack has made it and it is still there.
   *
   * @param type such as {@code AWS::Lambda::Function}
   * @param physicalId what a {@code Ref} to it gives
   */
  public Optional<ResourceState> find(Place place, String type, String physicalId) {
    var now = world.now();
    return StackShelf.of(world).in(place).stream()
        .filter(stack -> !stack.isDeletedAt(now))
        .flatMap(stack -> stack.revisionAt(now).resources().values().stream())
        .filter(r -> r.type().equals(type) && r.physicalId().equals(physicalId))
        .findFirst();
  }
}
