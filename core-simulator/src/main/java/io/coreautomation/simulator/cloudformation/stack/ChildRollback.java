package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.ResourceView;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The way back of a nested stack that was updated when its parent goes back. */
final class ChildRollback {
  private ChildRollback() {}

  /** The child with its rollback, if its parent rolls it back and it had come through. */
  static StackEntry of(StackEntry parent, StackEntry child, TwinWorld world) {
    var begin =
        parent
            .lastAt("UPDATE_ROLLBACK_IN_PROGRESS", parent.stack().settledAt())
            .filter(at -> !at.isBefore(parent.stack().operationStart()));
    var events = child.events();
    if (begin.isEmpty() || !events.getLast().status().equals("UPDATE_COMPLETE")) {
      return child;
    }
    var stack = child.stack();
    var from = begin.get().isAfter(stack.settledAt()) ? begin.get() : stack.settledAt();
    var own = events.subList(child.earlier(), events.size());
    var begun = new LinkedHashSet<String>();
    ResourceView.at(own, from).forEach(view -> begun.add(view.logicalId()));
    var old = stack.revisions().getFirst();
    var script =
        new Script(
            new StackId(stack.stackId(), stack.name(), stack.place()),
            events.getLast().token(),
            stack.operations(),
            world);
    var plan =
        new UpdateRollback(script, old, Reached.blueprint(old, own, from), new ArrayList<>(), own)
            .plan(from, "", begun);
    var revisions = new ArrayList<>(stack.revisions());
    revisions.addAll(plan.revisions());
    var applied =
        Ledger.applied(
            stack.withRevisions(List.of(old)),
            events,
            new Plan(plan.events(), revisions, plan.end()),
            stack.operations(),
            stack.operationStart(),
            null,
            stack.templates());
    return new StackEntry(applied.stack(), applied.events(), child.earlier());
  }
}
