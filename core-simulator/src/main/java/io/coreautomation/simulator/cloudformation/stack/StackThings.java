package io.coreautomation.simulator.cloudformation.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stacks have made, as the services that it belongs to see it. */
public final class StackThings {
  private final TwinWorld world;

  /** A thing, and where it is. */
  public record Located(Place place, ResourceState resource, String stackName) {}

  /** What was a thing, and when its stack has deleted it. */
  public record Deleted(String physicalId, JsonNode properties, Instant at) {}

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

  /** All such things of a place that are still there, in no order. */
  public List<ResourceState> all(Place place, String type) {
    return things(StackShelf.of(world).in(place), type).map(Located::resource).toList();
  }

  /** All such things of a place that stacks have deleted, in no order. */
  public List<Deleted> deleted(Place place, String type) {
    return StackShelf.of(world).in(place).stream()
        .flatMap(entry -> entry.events().stream())
        .filter(event -> event.type().equals(type) && !event.at().isAfter(world.now()))
        .filter(event -> event.status().equals("DELETE_COMPLETE") && event.properties() != null)
        .map(event -> new Deleted(event.physicalId(), event.properties(), event.at()))
        .toList();
  }

  /** All such things of the world that are still there, in no order. */
  public Stream<Located> allAnywhere(String type) {
    return things(StackShelf.of(world).all(), type);
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
    return things(stacks, type).filter(thing -> thing.resource().physicalId().equals(physicalId));
  }

  private Stream<Located> things(Collection<StackEntry> stacks, String type) {
    var now = world.now();
    var removals = Removals.of(world);
    return stacks.stream()
        .filter(entry -> !entry.isDeletedAt(now))
        .flatMap(
            entry ->
                entry.revisionAt(now).resources().values().stream()
                    .filter(r -> r.type().equals(type))
                    .filter(r -> !removals.include(entry.stack().stackId(), r.physicalId()))
                    .map(r -> new Located(entry.stack().place(), r, entry.stack().name())));
  }
}
