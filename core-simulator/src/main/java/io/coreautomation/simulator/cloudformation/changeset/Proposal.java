package io.coreautomation.simulator.cloudformation.changeset;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.Draft;
import io.coreautomation.simulator.cloudformation.stack.Preparation;
import io.coreautomation.simulator.cloudformation.stack.Request;
import io.coreautomation.simulator.cloudformation.stack.StackEntry;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.stack.StackStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a change set proposes for its stack, before it has a name.
 *
 * @param isForNewStack whether its stack is there for its sake alone, and not written down yet
 * @param failure why it cannot be executed; empty if it can
 */
record Proposal(
    StackEntry entry,
    boolean isForNewStack,
    Preparation.Prepared prepared,
    List<ChangeSet.Change> changes,
    String failure) {
  private static final String NO_CHANGES =
      "The submitted information didn't contain changes. Submit different information to create a"
          + " change set.";

  /** For a stack that is not there yet, or is there for change sets alone. */
  static Proposal toCreate(
      StackShelf shelf,
      StackOperations stacks,
      Place place,
      Order order,
      Request request,
      Instant now) {
    StackOperations.checkName(order.stackName());
    var found = shelf.find(place, order.stackName(), now);
    if (found.filter(e -> !e.statusAt(now).equals("REVIEW_IN_PROGRESS")).isPresent()) {
      throw Refused.invalid(
          "Stack ["
              + order.stackName()
              + "] already exists and cannot be created again with the changeSet ["
              + order.name()
              + "].");
    }
    var prepared =
        stacks.preparation().prepare(place, request.template(), request.parameters(), Map.of());
    Preparation.checkCapabilities(prepared.template(), request.capabilities(), false);
    var review =
        found.orElseGet(
            () ->
                Draft.inReview(
                    stacks.newId(place, order.stackName()),
                    now,
                    order.notificationArns(),
                    request.token()));
    var preview = stacks.blueprint(review, prepared, request, now);
    return new Proposal(
        review,
        found.isEmpty(),
        prepared,
        new Changes(prepared.template(), preview, Map.of()).list(),
        preview.missingExport() == null ? "" : preview.missingExport());
  }

  /** For a stack that is there. */
  static Proposal toUpdate(
      StackOperations stacks, Place place, Order order, Request request, Instant now) {
    var entry = stacks.existing(place, order.stackName(), now);
    StackStates.checkUpdatable(entry, now);
    var prepared =
        stacks
            .preparation()
            .prepare(
                place,
                request.template(),
                request.parameters(),
                entry.revisionAt(now).parameters());
    Preparation.checkCapabilities(prepared.template(), request.capabilities(), false);
    var change = stacks.change(entry, prepared, request, now);
    var missing = change.blueprint().missingExport();
    return new Proposal(
        entry,
        false,
        prepared,
        new Changes(prepared.template(), change.blueprint(), change.old().resources()).list(),
        change.isEmpty() ? NO_CHANGES : missing == null ? "" : missing);
  }
}
