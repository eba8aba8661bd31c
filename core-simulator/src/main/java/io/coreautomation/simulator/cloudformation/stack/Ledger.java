package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.StackEvent;
import io.coreautomation.simulator.world.StackStatusChange;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Enters a plan into a stack's record. */
final class Ledger {
  private Ledger() {}

  /** A stack's record and events once a plan is made. */
  static StackEntry applied(
      StackRecord stack,
      List<StackEvent> earlier,
      Plan plan,
      int operation,
      Instant start,
      StackRecord.@Nullable TokenUse token,
      Map<String, String> templates) {
    var events = new ArrayList<>(earlier);
    events.addAll(plan.events());
    var revisions = new ArrayList<Revision>();
    if (operation > 0) {
      for (var revision : stack.revisions()) {
        if (!revision.from().isAfter(start)) {
          revisions.clear(); // the one that holds until now is all that is still needed
          revisions.add(revision);
        }
      }
    }
    revisions.addAll(plan.revisions());
    var texts = new HashMap<String, String>();
    for (var revision : revisions) {
      var text =
          templates.getOrDefault(
              revision.template(), stack.templates().getOrDefault(revision.template(), ""));
      texts.put(revision.template(), text);
    }
    var last = plan.last();
    var appointment =
        new TwinWorld.Appointment(
            plan.end(),
            StackId.uuid(stack.stackId() + operation),
            new StackStatusChange(
                StackId.uuid(stack.stackId() + operation + last.status()),
                plan.end(),
                stack.place().accountId(),
                stack.place().region(),
                stack.stackId(),
                last.status(),
                last.reason(),
                last.token()));
    return new StackEntry(
        stack.withOperation(revisions, operation, start, plan.end(), appointment, token, texts),
        events,
        earlier.size());
  }
}
