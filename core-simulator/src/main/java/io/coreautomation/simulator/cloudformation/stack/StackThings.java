package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** What stacks have made, as the services that it belongs to see it. */
public final class StackThings {
  private final TwinWorld world;

  /** A thing, and where it is. */
  public record Located(Place place, ResourceState resource, String stackName) {}

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
    return things(StackShelf.of(world).in(place), type, physicalId)
        .findFirst()
        .map(Located::resource);
  }

  /** As {@link #find}, in any account and region: for what has a name that all share. */
  public Optional<Located> findAnywhere(String type, String physicalId) {
    return things(StackShelf.of(world).all(), type, physicalId).findFirst();
  }

  /** Its owner deletes such a thing by its own service, behind CloudFormation's back. */
  public void remove(Place place, String type, String physicalId) {
    things(StackShelf.of(world).in(place), type, physicalId)
        .findFirst()
        .ifPresent(
            thing ->
                Removals.of(world)
                    .remove(
                        place.accountId(),
                        place.region(),
                        thing.stackName(),
                        thing.resource().logicalId()));
  }

  private Stream<Located> things(Collection<StackEntry> stacks, String type, String physicalId) {
    var now = world.now();
    var removals = Removals.of(world);
    return stacks.stream()
        .filter(entry -> !entry.isDeletedAt(now))
        .flatMap(
            entry ->
                entry.revisionAt(now).resources().values().stream()
                    .filter(r -> r.type().equals(type) && r.physicalId().equals(physicalId))
                    .filter(r -> !removals.include(entry.stack().stackId(), r.physicalId()))
                    .map(r -> new Located(entry.stack().place(), r, entry.stack().name())));
  }
}
