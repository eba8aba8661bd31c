package io.coreautomation.simulator.cloudformation.event;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** A resource as its events show it at a time. */
public record ResourceView(
    String logicalId, String physicalId, String type, String status, String reason, Instant at) {

  /**
   * Reads the events up to a time. An event about a physical id that was replaced changes nothing.
   *
   * @return by logical id, in the order in which they first appeared
   */
  public static Collection<ResourceView> at(List<StackEvent> events, Instant time) {
    var views = new LinkedHashMap<String, ResourceView>();
    for (var event : events) {
      if (event.at().isAfter(time) || event.ofStack()) {
        continue;
      }
      var known = views.get(event.logicalId());
      if (known != null
          && event.status().startsWith("DELETE_")
          && !event.physicalId().equals(known.physicalId())) {
        continue;
      }
      views.put(
          event.logicalId(),
          new ResourceView(
              event.logicalId(),
              event.physicalId(),
              event.type(),
              event.status(),
              event.reason(),
              event.at()));
    }
    return views.values();
  }
}
