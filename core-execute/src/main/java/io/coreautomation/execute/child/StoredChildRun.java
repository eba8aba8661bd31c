package io.coreautomation.execute.child;

import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Verb;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStore.PreconditionFailedException;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.run.RunStateStore.Version;
import io.coreautomation.framework.task.TaskVerb;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The run of one action, as the registry and the object store have it. */
final class StoredChildRun implements ChildRun {
  private static final Set<Change> NOTHING = EnumSet.of(Change.NONE, Change.NO_CHANGE);

  private final ChildRuns all;
  private final RunId parent;
  private final String action;
  private final TaskVerb task;
  private final RunId id;
  private @Nullable Version ended;

  StoredChildRun(ChildRuns all, RunId parent, String action, TaskVerb task) {
    this.all = all;
    this.parent = parent;
    this.action = action;
    this.task = task;
    this.id = ChildRuns.id(parent, action, task);
  }

  @Override
  public Optional<RunRow> row() {
    return all.runs.get(id);
  }

  @Override
  public RunRow begin(Order order, String request) {
    var asked = Digest.of(request);
    var known = row();
    if (known.isEmpty()) {
      create(order, asked);
    } else if (hasFailedBefore(known.get(), asked)) {
      ask(Verb.RETRY, request, "the run that it is a part of is tried again");
    }
    var row = row().orElseThrow();
    if (row.status().state() == State.REQUESTED) {
      all.delivery.accept(id); // also when an earlier call died before it came so far
    }
    return row().orElseThrow();
  }

  /** In an earlier attempt of the action: in this one, a failure is how it ends. */
  private boolean hasFailedBefore(RunRow row, Digest asked) {
    return row.isTerminal()
        && row.status().state() != State.COMPLETE
        && !row.requestDigest().equals(asked);
  }

  private void create(Order order, Digest asked) {
    var above = all.runs.get(parent).orElseThrow();
    var now = all.wall.instant();
    var row =
        RunRow.part(
            above, action, id, task, asked, order.list(), order.actions(), order.plan(), now);
    if (!order.inputs().isEmpty()) {
      given(row, order.inputs());
    }
    if (above.status().state() == State.SUSPENDED) {
      // Its start was under way when somebody held the whole; who lets that go on lets it, too.
      all.commands.request(
          command(above, Verb.SUSPEND, asked.hex(), "the run that it is a part of is suspended"));
    }
    all.runs.create(
        row,
        Event.ofRun(
            id,
            row.prn(),
            Event.RUN_REQUESTED,
            "run %s asked to %s %d actions as its part '%s'"
                .formatted(parent, task.label(), order.actions(), action),
            now));
  }

  /** Its state before its first turn; the same, however often it is written. */
  private void given(RunRow row, Map<String, String> variables) {
    var list = Objects.requireNonNull(row.listDigest(), "a part without a list");
    var first = RunDocument.first(id, list, row.generation()).with(variables);
    try {
      all.store.put(ObjectKeys.of(row.coordinates()).state(id), first.write(), Precondition.ABSENT);
    } catch (PreconditionFailedException e) {
      // An earlier call got so far.
    }
  }

  @Override
  public void cancel(String request, String reason) {
    if (isUnderWay()) {
      ask(Verb.CANCEL, request, reason);
    }
  }

  @Override
  public void leave(String request, String reason) {
    if (isUnderWay()) {
      ask(Verb.RESUME, request, reason);
    }
  }

  private boolean isUnderWay() {
    return row().filter(row -> !row.isTerminal()).isPresent();
  }

  @Override
  public boolean takeBack(String request, String reason) {
    return !ask(Verb.ROLLBACK, request, reason);
  }

  /** Asks, and brings it what was asked; returns whether it has yet to see to it. */
  private boolean ask(Verb verb, String request, String reason) {
    var above = all.runs.get(parent).orElseThrow();
    var command = command(above, verb, request, reason);
    all.commands.request(command);
    var pending = all.commands.pending(id).stream().anyMatch(c -> c.id().equals(command.id()));
    if (pending) {
      all.delivery.accept(id);
    }
    return pending;
  }

  private Command command(RunRow above, Verb verb, String request, String reason) {
    return new Command(
        id, verb + "-" + request, verb, null, null, reason, above.principal(), all.wall.instant());
  }

  @Override
  public Map<String, String> outputs(String of) {
    var state = ended().action(of);
    if (state.status() != ActionStatus.COMPLETE) {
      return Map.of();
    }
    if (!Boolean.TRUE.equals(state.outputsApart())) {
      return state.outputs();
    }
    var outputs = new TreeMap<String, String>();
    Json.parse(object(keys().outputs(id, of)))
        .properties()
        .forEach(e -> outputs.put(e.getKey(), e.getValue().textValue()));
    return outputs;
  }

  @Override
  public Map<String, String> variables() {
    return ended().head().variables();
  }

  @Override
  public Change change() {
    var version = ended();
    return Stream.concat(
                version.head().actions().values().stream(), version.settled().values().stream())
            .map(ActionState::change)
            .allMatch(change -> change == null || NOTHING.contains(change))
        ? Change.NO_CHANGE
        : Change.UPDATE;
  }

  @Override
  public void dropPlan(Digest plan) {
    all.runs.plans().drop(plan, all.wall.instant());
  }

  @Override
  public PlanSummary summary(Digest digest) {
    var plan = PlanDocument.parse(object(keys().plan(digest)));
    var irreversible = new TreeSet<String>();
    var warnings = new TreeSet<String>();
    var calls = 0;
    for (var planned : plan.actions()) {
      var preview = planned.preview();
      preview.irreversible().forEach(text -> irreversible.add(planned.id() + ": " + text));
      preview.warnings().forEach(text -> warnings.add(planned.id() + ": " + text));
      calls += preview.calls();
    }
    return new PlanSummary(plan.hasChanges(), calls, irreversible, warnings);
  }

  /** Its state, once it is at its end. */
  private Version ended() {
    var version = ended;
    if (version == null) {
      version =
          all.states
              .read(keys(), id)
              .orElseThrow(() -> new IllegalStateException("run " + id + " has no state"));
      all.states.forget(id); // nobody asks again
      ended = version;
    }
    return version;
  }

  private ObjectKeys keys() {
    return ObjectKeys.of(row().orElseThrow().coordinates());
  }

  private byte[] object(String key) {
    return all.store
        .get(key)
        .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"))
        .content();
  }
}
