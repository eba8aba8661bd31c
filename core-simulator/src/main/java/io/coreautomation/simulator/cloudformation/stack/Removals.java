package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.ResourceView;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resources of stacks that somebody has deleted behind CloudFormation's back. It goes on taking
 * them for its own: what updates one, or rolls it back, fails; what deletes one succeeds.
 * Thread-safe.
 */
public final class Removals {
  private static final String KEY_PREFIX = "removed/";

  private final TwinWorld world;
  private final Map<String, Removal> byKey = new ConcurrentHashMap<>();

  /** When a resource was removed: one that is made under its id later is another. */
  record Removal(String stackId, String physicalId, Instant at) {
    String key() {
      return Removals.key(stackId, physicalId);
    }
  }

  private Removals(TwinWorld world) {
    this.world = world;
    byKey.putAll(world.documents(KEY_PREFIX, Removal.class));
  }

  public static Removals of(TwinWorld world) {
    return world.part(Removals.class, Removals::new);
  }

  /**
   * Deletes a resource of a stack, as its owner may by the resource's own service.
   *
   * @throws IllegalArgumentException if the stack has no such resource
   */
  public void remove(String accountId, String region, String stackName, String logicalId) {
    var place = new Place(accountId, region);
    world.alone(
        accountId,
        region,
        () -> {
          var removal =
              StackShelf.of(world)
                  .find(place, stackName, world.now())
                  .flatMap(entry -> removal(entry, logicalId))
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "there is no '" + logicalId + "' in the stack '" + stackName + "'"));
          world.commit(List.of(TwinWorld.put(removal.key(), removal)));
          byKey.put(removal.key(), removal);
          return removal;
        });
  }

  private java.util.Optional<Removal> removal(StackEntry entry, String logicalId) {
    return entry.resourcesAt(world.now()).stream()
        .filter(view -> view.logicalId().equals(logicalId))
        .filter(view -> !view.status().equals("DELETE_COMPLETE"))
        .map(ResourceView::physicalId)
        .map(id -> new Removal(entry.stack().stackId(), id, world.now()))
        .findFirst();
  }

  /** Whether a resource of a stack is not there any more, whatever its stack says. */
  boolean include(String stackId, String physicalId) {
    var removal = byKey.get(key(stackId, physicalId));
    return removal != null
        && StackShelf.of(world).byId(stackId).stream()
            .flatMap(entry -> entry.events().stream())
            .filter(e -> e.at().isAfter(removal.at()) && !e.at().isAfter(world.now()))
            .noneMatch(
                e -> e.physicalId().equals(physicalId) && e.status().equals("CREATE_COMPLETE"));
  }

  /** What CloudFormation says when it does not find a resource. */
  static String notFound(ResourceState resource) {
    return "Resource of type '"
        + resource.type()
        + "' with identifier '"
        + resource.physicalId()
        + "' was not found. (RequestToken: "
        + StackId.uuid(resource.physicalId())
        + ", HandlerErrorCode: NotFound)";
  }

  private static String key(String stackId, String physicalId) {
    return KEY_PREFIX + stackId + "/" + physicalId;
  }
}
