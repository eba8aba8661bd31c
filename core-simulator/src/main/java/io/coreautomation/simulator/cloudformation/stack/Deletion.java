package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.world.TwinWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The deletion of a stack with its nested ones. Used once. */
final class Deletion {
  private final StackOperations operations;
  private final TwinWorld world;
  private final StackShelf shelf;
  private final StackEntry entry;
  private final String token;
  private final Instant now;

  Deletion(
      StackOperations operations,
      TwinWorld world,
      StackShelf shelf,
      StackEntry entry,
      String token,
      Instant now) {
    this.operations = operations;
    this.world = world;
    this.shelf = shelf;
    this.entry = entry;
    this.token = token;
    this.now = now;
  }

  /**
   * Plans.
   *
   * @param retain logical ids to leave alone
   * @param force whether what cannot be deleted is left alone, too
   */
  StackOperations.Planned plan(Set<String> retain, boolean force) {
    var stack = entry.stack();
    var interrupted = entry.stack().settledAt().isAfter(now);
    var operation = interrupted ? stack.operations() : stack.operations() + 1;
    var id = new StackId(stack.stackId(), stack.name(), stack.place());
    var past = entry.events().stream().filter(e -> !e.at().isAfter(now)).toList();
    var script = new Script(id, token, operation, world);
    var current = existing(past);
    var keep = new LinkedHashSet<>(retain);
    if (force) {
      keep.addAll(current.resources().keySet());
    }
    var plan = new DeletePlanner(script, now).plan(current, keep);
    var use = token.isEmpty() ? null : new StackRecord.TokenUse(token, "DeleteStack");
    var applied = Ledger.applied(stack, past, plan, operation, now, use, Map.of());
    // An interrupted operation's page of events is written anew, without what will not happen.
    var deleted =
        interrupted ? new StackEntry(applied.stack(), applied.events(), entry.earlier()) : applied;
    return new StackOperations.Planned(deleted, children(current, keep), List.of());
  }

  /** The deletion of a nested stack in the rollback of its parent: part of the same operation. */
  StackEntry within() {
    var stack = entry.stack();
    var id = new StackId(stack.stackId(), stack.name(), stack.place());
    var past = entry.events().stream().filter(e -> !e.at().isAfter(now)).toList();
    var script = new Script(id, token, stack.operations(), world);
    var plan = new DeletePlanner(script, now).plan(existing(past), Set.of());
    var applied = Ledger.applied(stack, past, plan, stack.operations(), now, null, Map.of());
    return new StackEntry(applied.stack(), applied.events(), entry.earlier());
  }

  private Revision existing(
      List<io.coreautomation.simulator.cloudformation.event.StackEvent> past) {
    var revision = entry.revisionAt(now);
    var resources = new LinkedHashMap<>(revision.resources());
    resources
        .values()
        .removeIf(r -> past.stream().noneMatch(e -> e.physicalId().equals(r.physicalId())));
    return revision.with(resources, revision.outputs(), revision.imports());
  }

  private List<StackEntry> children(Revision current, Set<String> keep) {
    var children = new ArrayList<StackEntry>();
    for (var resource : current.resources().values()) {
      if (resource.isNestedStack() && !keep.contains(resource.logicalId())) {
        shelf
            .byId(resource.physicalId())
            .filter(child -> !child.isDeletedAt(now))
            .map(child -> new Deletion(operations, world, shelf, child, token, now))
            .map(deletion -> deletion.plan(Set.of(), false))
            .ifPresent(
                planned -> {
                  children.add(planned.entry());
                  children.addAll(planned.others());
                });
      }
    }
    return children;
  }
}
