package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** An update of a stack that is worked out, but not begun. */
public final class StackChange {
  private final StackOperations operations;
  private final TwinWorld world;
  private final StackShelf shelf;
  private final StackEntry entry;
  private final Request request;
  private final Instant now;
  private final StackId id;
  private final int operation;
  private final Revision old;
  private final Revision draft;
  private final NestedStacks nested;
  private final Blueprint blueprint;

  StackChange(
      StackOperations operations,
      TwinWorld world,
      StackShelf shelf,
      StackEntry entry,
      Preparation.Prepared prepared,
      Request request,
      Instant now) {
    this.operations = operations;
    this.world = world;
    this.shelf = shelf;
    this.entry = entry;
    this.request = request;
    this.now = now;
    var stack = entry.stack();
    this.id = new StackId(stack.stackId(), stack.name(), stack.place());
    this.operation = stack.operations() + 1;
    this.old = entry.revisionAt(now);
    this.draft = Revision.draft(now, prepared, request, old);
    var root = stack.rootId().isEmpty() ? stack.stackId() : stack.rootId();
    this.nested = new NestedStacks(operations, shelf, world, id, root, request, now);
    this.blueprint =
        StackPolicy.applied(
            stack.policy(),
            old,
            new BlueprintMaker(
                    prepared.template(),
                    prepared.parameters(),
                    id,
                    stack.notificationArns(),
                    operation,
                    request.revertsDrift() ? present() : old.resources(),
                    operations.surroundings(id, now, nested))
                .make());
  }

  /** What is there of the resources that the stack believes to have. */
  private Map<String, ResourceState> present() {
    var removals = Removals.of(world);
    var present = new LinkedHashMap<>(old.resources());
    present.values().removeIf(r -> removals.include(id.arn(), r.physicalId()));
    return present;
  }

  public Blueprint blueprint() {
    return blueprint;
  }

  public Revision old() {
    return old;
  }

  /** Whether nothing would change. */
  public boolean isEmpty() {
    return blueprint.missingExport() == null
        && blueprint.fates().values().stream().allMatch(f -> f instanceof Blueprint.Fate.Keep)
        && blueprint.resources().keySet().equals(old.resources().keySet())
        && new HashSet<>(blueprint.outputs()).equals(new HashSet<>(old.outputs()))
        && draft.tags().equals(old.tags());
  }

  /** Plans it. */
  public StackOperations.Planned plan(boolean disableRollback, String operationName) {
    var script = new Script(id, request.token(), operation, world);
    var plan =
        new UpdatePlanner(script, now, blueprint, old, draft, disableRollback)
            .plan(Exports.conflict(shelf, id, old.outputs(), blueprint.outputs(), now));
    return nested.placed(
        Ledger.applied(
            entry.stack(),
            entry.events(),
            plan,
            operation,
            now,
            request.use(operationName),
            Map.of(request.digest(), request.template())),
        blueprint);
  }
}
