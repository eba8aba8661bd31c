package io.coreautomation.simulator.cloudformation.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.coreautomation.simulator.cloudformation.event.ResourceView;
import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far an operation got, as its events tell. */
final class Reached {
  private Reached() {}

  /** What a stack's resources have become, as far as its events tell. */
  static Blueprint blueprint(Revision old, List<StackEvent> events, Instant now) {
    var resources = new LinkedHashMap<String, ResourceState>();
    var fates = new LinkedHashMap<String, Blueprint.Fate>();
    for (var view : ResourceView.at(events, now)) {
      if (!view.status().equals("DELETE_COMPLETE") && !view.physicalId().isEmpty()) {
        resources.put(view.logicalId(), state(view));
        fates.put(
            view.logicalId(),
            old.resources().containsKey(view.logicalId())
                ? new Blueprint.Fate.Modify(List.of())
                : new Blueprint.Fate.Create());
      }
    }
    return new Blueprint(resources, fates, Map.of(), List.of(), Set.of(), Map.of(), null);
  }

  /** A resource of which only its events tell. */
  static ResourceState state(ResourceView view) {
    var none = JsonNodeFactory.instance.objectNode();
    return new ResourceState(
        view.logicalId(),
        view.type(),
        view.physicalId(),
        "",
        none,
        none,
        List.of(),
        "",
        "",
        List.of(),
        Map.of());
  }
}
