package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.StackEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that an operation will do to one stack.
 *
 * @param events in the order of their times
 * @param revisions what the stack is from when on
 * @param end when its last event is
 */
record Plan(List<StackEvent> events, List<Revision> revisions, Instant end) {
  Plan {
    events = events.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
    revisions = List.copyOf(revisions);
  }

  /** The stack's own last event. */
  StackEvent last() {
    return events.reversed().stream().filter(StackEvent::ofStack).findFirst().orElseThrow();
  }

  Plan later(Duration by) {
    return new Plan(
        events.stream().map(e -> e.later(by)).toList(),
        revisions.stream().map(r -> r.at(r.from().plus(by))).toList(),
        end.plus(by));
  }
}
