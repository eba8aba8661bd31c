package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * All stacks of a world, in memory and in the store. Reads need no lock; who changes a stack holds
 * its account and region alone.
 */
public final class StackShelf {
  private static final String EVENTS = "stack-events/";

  private final TwinWorld world;
  private final Map<String, StackEntry> byId = new ConcurrentHashMap<>();
  private final Map<String, String> idByName = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> idsByName = new ConcurrentHashMap<>();
  private final Map<Place, Set<String>> idsByPlace = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> idsByFact = new ConcurrentHashMap<>();

  /** The events of one operation of a stack. */
  record EventPage(String stackId, int operation, List<StackEvent> events) {}

  StackShelf(TwinWorld world) {
    this.world = world;
    var events = new HashMap<String, List<StackEvent>>();
    var earlier = new HashMap<String, Integer>();
    world
        .documents(EVENTS, EventPage.class)
        .forEach(
            (key, page) -> {
              var all = events.computeIfAbsent(page.stackId(), id -> new ArrayList<>());
              earlier.put(page.stackId(), all.size()); // pages come in order: the last one counts
              all.addAll(page.events());
            });
    world.documents(StackRecord.KEY_PREFIX, StackRecord.class).values().stream()
        .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
        .forEach(
            record ->
                index(
                    new StackEntry(
                        record,
                        events.getOrDefault(record.stackId(), List.of()),
                        earlier.getOrDefault(record.stackId(), 0))));
  }

  public static StackShelf of(TwinWorld world) {
    return world.part(StackShelf.class, StackShelf::new);
  }

  public TwinWorld world() {
    return world;
  }

  /** The stack of an id, deleted or not. */
  public Optional<StackEntry> byId(String stackId) {
    return Optional.ofNullable(byId.get(stackId));
  }

  /** The last stack of a name, deleted or not. */
  public Optional<StackEntry> lastOfName(Place place, String name) {
    return Optional.ofNullable(idByName.get(nameKey(place, name))).flatMap(this::byId);
  }

  /** All stacks that ever had a name, deleted or not. */
  List<StackEntry> ofName(Place place, String name) {
    return idsByName.getOrDefault(nameKey(place, name), Set.of()).stream()
        .map(this::byId)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The stack that a caller means: by name only if it is not deleted. */
  public Optional<StackEntry> find(Place place, String nameOrId, Instant time) {
    if (nameOrId.startsWith("arn:")) {
      return byId(nameOrId).filter(e -> e.stack().place().equals(place));
    }
    return lastOfName(place, nameOrId).filter(e -> !e.isDeletedAt(time));
  }

  /** All stacks of an account and region, newest first. */
  public List<StackEntry> in(Place place) {
    var entries = new ArrayList<StackEntry>();
    for (var id : idsByPlace.getOrDefault(place, Set.of())) {
      byId(id).ifPresent(entries::add);
    }
    entries.sort(
        (a, b) -> {
          var byTime = b.stack().createdAt().compareTo(a.stack().createdAt());
          return byTime != 0 ? byTime : a.stack().stackId().compareTo(b.stack().stackId());
        });
    return entries;
  }

  /** All stacks of all accounts and regions, in no order. */
  Collection<StackEntry> all() {
    return byId.values();
  }

  /** The stacks that ever had something to do with an export, import, or name: look again. */
  Collection<StackEntry> mentioning(String fact) {
    return idsByFact.getOrDefault(fact, Set.of()).stream()
        .map(this::byId)
        .flatMap(Optional::stream)
        .toList();
  }

  static String exportFact(Place place, String name) {
    return "export/" + place.accountId() + "/" + place.region() + "/" + name;
  }

  static String importFact(Place place, String name) {
    return "import/" + place.accountId() + "/" + place.region() + "/" + name;
  }

  static String ssmFact(Place place, String name) {
    return place.accountId() + "/" + place.region() + "/AWS::SSM::Parameter/" + name;
  }

  /**
   * Writes stacks down, with the events of their operation, then shows them.
   *
   * @param more changes that belong to the same call
   */
  public void save(List<StackEntry> entries, List<WorldStore.Change> more) {
    var changes = new ArrayList<WorldStore.Change>();
    for (var entry : entries) {
      changes.add(TwinWorld.put(entry.stack().key(), entry.stack()));
      var before = byId.get(entry.stack().stackId());
      if (before == null || before.events() != entry.events()) {
        changes.add(page(entry));
      }
    }
    changes.addAll(more);
    world.commit(changes);
    entries.forEach(this::index);
  }

  private WorldStore.Change page(StackEntry entry) {
    var stack = entry.stack();
    var events = entry.events().subList(entry.earlier(), entry.events().size());
    return TwinWorld.put(
        EVENTS + stack.stackId() + "/" + String.format("%06d", stack.operations()),
        new EventPage(stack.stackId(), stack.operations(), events));
  }

  private void index(StackEntry entry) {
    var stack = entry.stack();
    var place = stack.place();
    byId.put(stack.stackId(), entry);
    idByName.put(nameKey(place, stack.name()), stack.stackId());
    idsByName
        .computeIfAbsent(nameKey(place, stack.name()), n -> new ConcurrentSkipListSet<>())
        .add(stack.stackId());
    idsByPlace.computeIfAbsent(place, p -> new ConcurrentSkipListSet<>()).add(stack.stackId());
    for (var revision : stack.revisions()) {
      for (var output : revision.outputs()) {
        if (!output.exportName().isEmpty()) {
          fact(exportFact(place, output.exportName()), stack);
        }
      }
      revision.imports().forEach(name -> fact(importFact(place, name), stack));
      revision
          .resources()
          .values()
          .forEach(resource -> resource.claims().forEach(claim -> fact(claim, stack)));
    }
  }

  private void fact(String fact, StackRecord stack) {
    idsByFact.computeIfAbsent(fact, f -> new ConcurrentSkipListSet<>()).add(stack.stackId());
  }

  private static String nameKey(Place place, String name) {
    return place.accountId() + "/" + place.region() + "/" + name;
  }

  /** Exports that are visible at a time, by name. */
  public Map<String, Export> exports(Place place, Instant time) {
    var exports = new TreeMap<String, Export>();
    for (var entry : in(place)) {
      if (!entry.isDeletedAt(time)) {
        for (var output : entry.revisionAt(time).outputs()) {
          if (!output.exportName().isEmpty()) {
            exports.put(output.exportName(), new Export(entry.stack(), output));
          }
        }
      }
    }
    return exports;
  }

  /** One export that is visible at a time. */
  public Optional<Export> export(Place place, String name, Instant time) {
    for (var entry : mentioning(exportFact(place, name))) {
      if (!entry.isDeletedAt(time)) {
        for (var output : entry.revisionAt(time).outputs()) {
          if (output.exportName().equals(name)) {
            return Optional.of(new Export(entry.stack(), output));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The names of the stacks that use an export now, or will once their operation has ended. */
  public List<String> importers(Place place, String name, Instant time) {
    return mentioning(importFact(place, name)).stream()
        .filter(e -> !e.isDeletedAt(time))
        .filter(
            e ->
                e.revisionAt(time).imports().contains(name)
                    || e.lastRevision().imports().contains(name))
        .map(e -> e.stack().name())
        .sorted()
        .toList();
  }

  /** An output that is exported, and whose. */
  public record Export(StackRecord stack, Revision.Output output) {}
}
