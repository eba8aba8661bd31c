package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.intrinsic.Scope;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The world around a stack whose operation is being planned. Used once. */
final class WorldSurroundings implements BlueprintMaker.Surroundings {
  private final StackShelf shelf;
  private final Removals removals;
  private final Place place;
  private final String ownId;
  private final Instant now;
  private final BiFunction<ResourceState, Boolean, StackOperations.Planned> nestedPlanner;
  private final Map<String, StackEntry> children = new LinkedHashMap<>();

  WorldSurroundings(
      StackShelf shelf,
      Place place,
      String ownId,
      Instant now,
      BiFunction<ResourceState, Boolean, StackOperations.Planned> nestedPlanner) {
    this.shelf = shelf;
    this.removals = Removals.of(shelf.world());
    this.place = place;
    this.ownId = ownId;
    this.now = now;
    this.nestedPlanner = nestedPlanner;
  }

  @Override
  public String export(String name) {
    return shelf
        .export(place, name, now)
        .map(e -> e.output().value())
        .orElseThrow(() -> new Scope.NoExport(name));
  }

  @Override
  public @Nullable String taken(String claim, String name) {
    for (var entry : shelf.mentioning(claim)) {
      for (var revision : entry.stack().revisions()) {
        for (var resource : revision.resources().values()) {
          if (resource.claims().contains(claim)
              && !(entry.stack().stackId().equals(ownId)
                  && !entry.revisionAt(now).resources().containsKey(resource.logicalId()))
              && entry.holds(resource.physicalId(), now)
              && !removals.include(entry.stack().stackId(), resource.physicalId())) {
            return entry.stack().place().equals(place)
                ? name + " already exists in stack " + entry.stack().stackId()
                : name + " already exists";
          }
        }
      }
    }
    return null;
  }

  @Override
  public ResourceState nested(ResourceState draft, boolean changed) {
    var child = nestedPlanner.apply(draft, changed);
    children.put(draft.logicalId(), child.entry());
    var outputs = new LinkedHashMap<String, String>();
    child.outputs().forEach(o -> outputs.put(o.key(), o.value()));
    return new ResourceState(
        draft.logicalId(),
        draft.type(),
        child.entry().stack().stackId(),
        draft.seed(),
        draft.properties(),
        draft.metadata(),
        draft.after(),
        draft.deletionPolicy(),
        draft.updateReplacePolicy(),
        draft.claims(),
        outputs);
  }

  @Override
  public Map<String, StackEntry> children() {
    return children;
  }
}
