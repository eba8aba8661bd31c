package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What services have against the deletion of resources, such as of a bucket with objects in it. It
 * is asked when the operation is accepted, as all of an operation is planned then.
 */
public final class DeletionGuards {
  private final Map<String, Guard> byType = new ConcurrentHashMap<>();

  /** Looks at one resource that is about to be deleted. */
  @FunctionalInterface
  public interface Guard {
    /** What the service answers to the deletion; empty if it lets it happen. */
    Optional<Objection> objection(Place place, ResourceState resource);
  }

  /**
   * A service's refusal.
   *
   * @param service as the SDK names it
   * @param handlerCode under which CloudFormation files it
   */
  public record Objection(String service, int status, String message, String handlerCode) {
    String reason(String physicalId) {
      var request = StackId.uuid(physicalId);
      return "Resource handler returned message: \"%s (Service: %s, Status Code: %d, Request ID: %s)\" (RequestToken: %s, HandlerErrorCode: %s)"
          .formatted(message, service, status, request, request, handlerCode);
    }
  }

  public static DeletionGuards of(TwinWorld world) {
    return world.part(DeletionGuards.class, _ -> new DeletionGuards());
  }

  /** Sets who is asked before a resource of a type is deleted. */
  public void add(String type, Guard guard) {
    byType.put(type, guard);
  }

  /** The reason for which CloudFormation cannot delete a resource, if there is one. */
  Optional<String> objection(Place place, ResourceState resource) {
    return Optional.ofNullable(byType.get(resource.type()))
        .flatMap(guard -> guard.objection(place, resource))
        .map(objection -> objection.reason(resource.physicalId()));
  }
}
