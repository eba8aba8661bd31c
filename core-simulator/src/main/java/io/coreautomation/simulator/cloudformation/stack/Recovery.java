package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.ResourceView;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ways out of an update: to call it off, and to go on with a rollback that failed. Used once. */
public final class Recovery {
  private final StackOperations operations;
  private final TwinWorld world;
  private final StackEntry entry;
  private final String token;

  public Recovery(StackOperations operations, TwinWorld world, StackEntry entry, String token) {
    this.operations = operations;
    this.world = world;
    this.entry = entry;
    this.token = token;
  }

  /** Calls an update off: what it has begun is rolled back. */
  public void cancel() {
    var now = world.now();
    var stack = entry.stack();
    if (used("CancelUpdateStack")) {
      return;
    }
    if (!entry.statusAt(now).equals("UPDATE_IN_PROGRESS")) {
      throw Refused.invalid("CancelUpdateStack cannot be called from current stack status");
    }
    var past = new ArrayList<>(entry.events().stream().filter(e -> !e.at().isAfter(now)).toList());
    var script = script(stack.operations());
    var draft = entry.revisionAt(now);
    var old = before(draft);
    var begun = new LinkedHashSet<String>();
    for (var view : ResourceView.at(past.subList(entry.earlier(), past.size()), now)) {
      begun.add(view.logicalId());
      if (view.status().endsWith("_IN_PROGRESS")) {
        script.resource(
            now,
            Reached.state(view),
            view.physicalId(),
            view.status().replace("IN_PROGRESS", "FAILED"),
            view.status().startsWith("CREATE")
                ? "Resource creation cancelled"
                : "Resource update cancelled");
      }
    }
    var revisions = new ArrayList<Revision>();
    revisions.add(draft);
    var seen = new ArrayList<>(past.subList(entry.earlier(), past.size()));
    var plan =
        new UpdateRollback(script, old, Reached.blueprint(old, seen, now), revisions, seen)
            .plan(now, "User Initiated", begun);
    var applied =
        Ledger.applied(
            stack.withRevisions(List.of(old)),
            past,
            plan,
            stack.operations(),
            stack.operationStart(),
            use("CancelUpdateStack"),
            stack.templates());
    save(new StackEntry(applied.stack(), applied.events(), entry.earlier()));
  }

  /** Goes on with a rollback that failed, without the resources to skip. */
  public void goOn(Set<String> skip) {
    var now = world.now();
    var stack = entry.stack();
    if (used("ContinueUpdateRollback")) {
      return;
    }
    var status = entry.statusAt(now);
    if (!status.equals("UPDATE_ROLLBACK_FAILED")) {
      throw Refused.invalid(
          "Stack:"
              + stack.stackId()
              + " is in "
              + status
              + " state and can not continue update rollback.");
    }
    var old = entry.revisionAt(now);
    var views = entry.resourcesAt(now);
    var begun = new LinkedHashSet<String>();
    var failed = new LinkedHashSet<String>();
    for (var view : views) {
      if (view.status().equals("UPDATE_FAILED")) {
        failed.add(view.logicalId());
      }
      if (!old.resources().containsKey(view.logicalId())
          && !view.status().equals("DELETE_COMPLETE")) {
        begun.add(view.logicalId());
      }
    }
    for (var id : skip) {
      if (!failed.contains(id)) {
        throw Refused.invalid(
            "The following resources to skip are not in the UPDATE_FAILED state: [" + id + "]");
      }
    }
    failed.removeAll(skip);
    begun.addAll(failed);
    var operation = stack.operations() + 1;
    var script = script(operation);
    var plan =
        new UpdateRollback(
                script,
                old,
                Reached.blueprint(old, entry.events(), now),
                new ArrayList<>(List.of(old.at(now))),
                entry.events())
            .plan(now, "User Initiated", begun);
    save(
        Ledger.applied(
            stack, entry.events(), plan, operation, now, use("ContinueUpdateRollback"), Map.of()));
  }

  private Revision before(Revision draft) {
    var before = entry.stack().revisions().getFirst();
    for (var revision : entry.stack().revisions()) {
      if (revision.from().isBefore(draft.from())) {
        before = revision;
      }
    }
    return before;
  }

  private Script script(int operation) {
    var stack = entry.stack();
    return new Script(
        new StackId(stack.stackId(), stack.name(), stack.place()), token, operation, world);
  }

  private boolean used(String operation) {
    return operations
        .useOfToken(entry.stack().place(), entry.stack().name(), token, operation)
        .isPresent();
  }

  private StackRecord.@org.jspecify.annotations.Nullable TokenUse use(String operation) {
    return token.isEmpty() ? null : new StackRecord.TokenUse(token, operation);
  }

  private void save(StackEntry done) {
    operations.save(new StackOperations.Planned(done, List.of(), List.of()), List.of());
  }
}
