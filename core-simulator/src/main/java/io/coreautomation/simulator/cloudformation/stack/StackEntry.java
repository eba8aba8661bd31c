package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.ResourceView;
import io.coreautomation.simulator.cloudformation.event.StackEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A stack with all of its events: past ones, and those of its operation that are to come.
 *
 * @param earlier how many of the events belong to earlier operations
 */
public record StackEntry(StackRecord stack, List<StackEvent> events, int earlier) {
  public StackEntry {
    events = List.copyOf(events);
  }

  /** The same stack with something of its record changed that is no operation. */
  StackEntry with(StackRecord changed) {
    return new StackEntry(changed, events, earlier);
  }

  /** Its own last event up to a time. */
  public StackEvent stackEventAt(Instant time) {
    StackEvent last = events.getFirst();
    for (var event : events) {
      if (event.at().isAfter(time)) {
        break;
      }
      if (event.ofStack()) {
        last = event;
      }
    }
    return last;
  }

  public String statusAt(Instant time) {
    return stackEventAt(time).status();
  }

  public boolean isDeletedAt(Instant time) {
    return statusAt(time).equals("DELETE_COMPLETE");
  }

  /** The time of its last own event of a status, if there is one. */
  public Optional<Instant> lastAt(String status, Instant time) {
    return events.reversed().stream()
        .filter(e -> e.ofStack() && !e.at().isAfter(time) && e.status().equals(status))
        .map(StackEvent::at)
        .findFirst();
  }

  public Revision revisionAt(Instant time) {
    var found = stack.revisions().getFirst();
    for (var revision : stack.revisions()) {
      if (!revision.from().isAfter(time)) {
        found = revision;
      }
    }
    return found;
  }

  /** What it will be once its operation has ended. */
  public Revision lastRevision() {
    return stack.revisions().getLast();
  }

  public Collection<ResourceView> resourcesAt(Instant time) {
    return ResourceView.at(events, time);
  }

  /** Whether the physical resource is there at a time, or will be made later and stay. */
  boolean holds(String physicalId, Instant time) {
    StackEvent now = null;
    StackEvent later = null;
    for (var event : events) {
      if (!event.ofStack() && event.physicalId().equals(physicalId)) {
        if (event.at().isAfter(time)) {
          later = event;
        } else {
          now = event;
        }
      }
    }
    if (now != null) {
      return !now.status().equals("DELETE_COMPLETE");
    }
    return later != null && !later.status().equals("DELETE_COMPLETE");
  }
}
