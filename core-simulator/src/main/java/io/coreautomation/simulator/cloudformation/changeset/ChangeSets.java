package io.coreautomation.simulator.cloudformation.changeset;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.CreateOptions;
import io.coreautomation.simulator.cloudformation.stack.Preparation;
import io.coreautomation.simulator.cloudformation.stack.Request;
import io.coreautomation.simulator.cloudformation.stack.StackEntry;
import io.coreautomation.simulator.cloudformation.stack.StackId;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.stack.StackStates;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The change sets of a world. Who changes them holds the account and region alone. */
public final class ChangeSets {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");
  private static final Duration WORK = Duration.ofSeconds(3);

  private final TwinWorld world;
  private final StackShelf shelf;
  private final StackOperations stacks;
  private final Map<String, ChangeSet> byId = new ConcurrentHashMap<>();

  public ChangeSets(TwinWorld world, StackShelf shelf, StackOperations stacks) {
    this.world = world;
    this.shelf = shelf;
    this.stacks = stacks;
    world
        .documents(ChangeSet.KEY_PREFIX, ChangeSet.class)
        .values()
        .forEach(c -> byId.put(c.id(), c));
  }

  /** Makes a change set. */
  public ChangeSet create(Place place, Order order, Request request) {
    if (!NAME.matcher(order.name()).matches()) {
      throw Refused.constraint(
          "changeSetName",
          order.name(),
          "satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }
    var now = world.now();
    var earlier = of(place, order.stackName(), order.name(), now);
    if (earlier.isPresent()) {
      if (!request.token().isEmpty() && request.token().equals(earlier.get().request().token())) {
        return earlier.get();
      }
      throw Refused.changeSetExists(order.name());
    }
    stacks.preparation().checkRole(place, request.roleArn());
    var proposal =
        order.type().equals("CREATE")
            ? Proposal.toCreate(shelf, stacks, place, order, request, now)
            : Proposal.toUpdate(stacks, place, order, request, now);
    return keep(place, order, request, proposal, now);
  }

  private ChangeSet keep(
      Place place, Order order, Request request, Proposal proposal, Instant now) {
    var stack = proposal.entry().stack();
    var uuid = StackId.uuid(stack.stackId() + order.name() + now + byId.size());
    var changeSet =
        new ChangeSet(
            "arn:"
                + place.partition()
                + ":cloudformation:"
                + place.region()
                + ":"
                + place.accountId()
                + ":changeSet/"
                + order.name()
                + "/"
                + uuid,
            order.name(),
            stack.stackId(),
            stack.name(),
            place,
            now,
            now.plus(WORK),
            order.type(),
            order.description(),
            request,
            order.notificationArns(),
            proposal.prepared().parameters(),
            proposal.changes(),
            proposal.failure(),
            stack.operations(),
            order.onStackFailure(),
            -1);
    var ready = new TwinWorld.Appointment(changeSet.readyAt(), uuid, null);
    var writes = new ArrayList<WorldStore.Change>();
    writes.add(TwinWorld.put(changeSet.key(), changeSet));
    writes.addAll(TwinWorld.reschedule(null, ready));
    shelf.save(proposal.isForNewStack() ? List.of(proposal.entry()) : List.of(), writes);
    byId.put(changeSet.id(), changeSet);
    return changeSet;
  }

  /** Executes a change set; the others of its stack are gone with that. */
  public void execute(
      Place place,
      @Nullable String stackName,
      String nameOrId,
      boolean disableRollback,
      String token) {
    var now = world.now();
    var changeSet = existing(place, stackName, nameOrId, now);
    if (!token.isEmpty()
        && stacks.useOfToken(place, changeSet.stackName(), token, "ExecuteChangeSet").isPresent()) {
      return;
    }
    var status = status(changeSet, now);
    if (!status.status().equals("CREATE_COMPLETE")) {
      throw Refused.changeSetStatus(
          "ChangeSet ["
              + changeSet.id()
              + "] cannot be executed in its current status of ["
              + status.status()
              + "]");
    }
    if (!status.execution().equals("AVAILABLE")) {
      throw Refused.changeSetStatus(
          "ChangeSet ["
              + changeSet.id()
              + "] cannot be executed in its current execution status of ["
              + status.execution()
              + "]");
    }
    var entry =
        shelf.byId(changeSet.stackId()).orElseThrow(() -> Refused.noStack(changeSet.stackId()));
    var template = Preparation.frozen(changeSet.request().template(), changeSet.parameters());
    var asked = changeSet.request();
    var request =
        new Request(
            asked.template(),
            asked.parameters(),
            asked.capabilities(),
            asked.tags(),
            asked.roleArn(),
            token,
            asked.revertsDrift());
    stacks.withNames(
        request.template(),
        () -> {
          carryOut(changeSet, entry, template, request, disableRollback, now);
          return null;
        });
  }

  private void carryOut(
      ChangeSet changeSet,
      StackEntry entry,
      Preparation.Prepared template,
      Request request,
      boolean disableRollback,
      Instant now) {
    StackOperations.Planned planned;
    if (changeSet.type().equals("CREATE")) {
      var options =
          CreateOptions.of(
              changeSet.onStackFailure().isEmpty() || disableRollback
                  ? null
                  : changeSet.onStackFailure(),
              disableRollback,
              null,
              false,
              changeSet.notificationArns(),
              "");
      var stack = entry.stack();
      planned =
          stacks.birth(
              new StackId(stack.stackId(), stack.name(), stack.place()),
              template,
              request,
              options,
              now,
              entry,
              "ExecuteChangeSet");
    } else {
      StackStates.checkUpdatable(entry, now);
      planned =
          stacks.change(entry, template, request, now).plan(disableRollback, "ExecuteChangeSet");
    }
    var done = changeSet.executed(planned.entry().stack().operations());
    var writes = new ArrayList<WorldStore.Change>();
    writes.add(TwinWorld.put(done.key(), done));
    var others =
        byId.values().stream()
            .filter(c -> c.stackId().equals(done.stackId()) && !c.id().equals(done.id()))
            .toList();
    others.forEach(c -> writes.add(WorldStore.Change.delete(c.key())));
    stacks.save(planned, writes);
    byId.put(done.id(), done);
    others.forEach(c -> byId.remove(c.id()));
  }

  /** Removes a change set, if it is there. */
  public void delete(Place place, @Nullable String stackName, String nameOrId) {
    var now = world.now();
    var found = of(place, stackName, nameOrId, now);
    if (found.isPresent()) {
      var changeSet = found.get();
      if (status(changeSet, now).execution().equals("EXECUTE_IN_PROGRESS")) {
        throw Refused.changeSetStatus(
            "ChangeSet [" + changeSet.id() + "] cannot be deleted in its current status");
      }
      world.commit(List.of(WorldStore.Change.delete(changeSet.key())));
      byId.remove(changeSet.id());
    }
  }

  /** The change set that a caller means. */
  public ChangeSet existing(Place place, @Nullable String stackName, String nameOrId, Instant now) {
    return of(place, stackName, nameOrId, now).orElseThrow(() -> Refused.noChangeSet(nameOrId));
  }

  private Optional<ChangeSet> of(
      Place place, @Nullable String stackName, String nameOrId, Instant now) {
    if (nameOrId.startsWith("arn:")) {
      return Optional.ofNullable(byId.get(nameOrId)).filter(c -> c.place().equals(place));
    }
    if (stackName == null) {
      throw Refused.invalid(
          "StackName must be specified if ChangeSetName is not specified as an ARN.");
    }
    return shelf
        .find(place, stackName, now)
        .flatMap(
            e ->
                byId.values().stream()
                    .filter(c -> c.stackId().equals(e.stack().stackId()))
                    .filter(c -> c.name().equals(nameOrId))
                    .findFirst());
  }

  /** The change sets of a stack, oldest first, without those that were executed. */
  public List<ChangeSet> of(StackEntry entry) {
    return byId.values().stream()
        .filter(c -> c.stackId().equals(entry.stack().stackId()) && c.executedAs() < 0)
        .sorted(Comparator.comparing(ChangeSet::createdAt).thenComparing(ChangeSet::name))
        .toList();
  }

  /** The statuses of a change set at a time. */
  public Status status(ChangeSet changeSet, Instant now) {
    return Status.of(changeSet, shelf.byId(changeSet.stackId()), now);
  }
}
