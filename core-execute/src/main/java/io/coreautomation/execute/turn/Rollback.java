package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.RunStateStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the list that takes back what a run has done: for each action that changed something, the
 * compensation that its kind names, in reverse order; and finds what cannot be taken back.
 */
final class Rollback {
  /** Follows an action's id in the id of what takes it back. */
  static final String SUFFIX = "~undo";

  /**
   * Orderings through an action that needs no undoing, above which it becomes a point of its own.
   */
  private static final long CROSSINGS = 1_000;

  /** Who has ended so may have left something behind. */
  private static final Set<ActionStatus> ENDED =
      EnumSet.of(ActionStatus.COMPLETE, ActionStatus.FAILED, ActionStatus.CANCELLED);

  private final Places places;
  private final RunRow row;
  private final RunProgress progress;
  private final Outputs outputs;
  private final Optional<Deployed> before;
  private final List<String> kept = new ArrayList<>();

  /** By action: what must have ended for it to be taken back, with all that used it. */
  private final Map<String, Set<String>> takenBack = new HashMap<>();

  /** Where runs, their states and their lists are found. */
  record Places(Runs runs, RunStateStore states, RunOrders orders, EngineDoors doors) {
    private Optional<RunProgress> progress(RunRow run) {
      return states
          .read(ObjectKeys.of(run.coordinates()), run.runId())
          .map(state -> new RunProgress(state, run.generation(), 0));
    }

    private ActionList list(RunRow run) {
      return orders.list(
          ObjectKeys.of(run.coordinates()), Objects.requireNonNull(run.listDigest()));
    }

    private Outputs outputs(RunRow run) {
      return new Outputs(doors.store(), ObjectKeys.of(run.coordinates()), run.runId());
    }
  }

  /**
   * A list that takes back what can be.
   *
   * @param kept why the rest cannot, one for each action, beginning with its id
   */
  record Made(ActionList undo, List<String> kept) {}

  /** What the last run did that succeeded. */
  private record Deployed(Map<String, Action> actions, RunProgress progress, Outputs outputs) {}

  private Rollback(Places places, RunRow row, RunProgress progress) {
    this.places = places;
    this.row = row;
    this.progress = progress;
    this.outputs = places.outputs(row);
    this.before =
        places
            .runs()
            .lastDeployed(row.prn())
            .flatMap(this::like)
            .filter(last -> !last.runId().equals(row.runId()) && last.listDigest() != null)
            .flatMap(
                last ->
                    places
                        .progress(last)
                        .map(
                            state ->
                                new Deployed(
                                    places.list(last).byId(), state, places.outputs(last))));
  }

  static Made of(RunRow row, RunOrder order, RunProgress progress, Places places) {
    var rollback = new Rollback(places, row, progress);
    return new Made(rollback.reversed(order), List.copyOf(rollback.kept));
  }

  /** For a part, the same part of that run; what it has in another one now is not found. */
  private Optional<RunRow> like(RunRow last) {
    var parent = row.parent();
    return parent == null ? Optional.of(last) : places.doors().children().of(last, parent.action());
  }

  /** What an action made is used by those after it: they are taken back first. */
  private ActionList reversed(RunOrder order) {
    var undo = new ArrayList<Action>();
    var dependents = dependents(order.list());
    for (var action : order.schedule().topological().reversed()) {
      var waitsFor = new TreeSet<String>();
      var after = dependents.getOrDefault(action.id(), List.of());
      after.forEach(d -> waitsFor.addAll(takenBack.getOrDefault(d, Set.of())));
      var by = compensation(action);
      if (by.isEmpty() && (long) waitsFor.size() * action.dependsOn().size() > CROSSINGS) {
        by = Optional.of(new Compensation.By("SYSTEM::NoOp", Json.object()));
      }
      if (by.isEmpty()) {
        takenBack.put(action.id(), waitsFor);
        continue;
      }
      var id = action.id() + SUFFIX;
      undo.add(
          Action.of(id, by.get().kind(), action.source())
              .name(action.name() + SUFFIX)
              .target(action.target())
              .params(by.get().params())
              .stage(action.stage())
              .dependsOn(List.copyOf(waitsFor))
              .build());
      takenBack.put(action.id(), Set.of(id));
    }
    return ActionList.of(order.list().task(), order.list().coordinates(), OnFailure.CONTINUE, undo);
  }

  private static Map<String, List<String>> dependents(ActionList list) {
    var dependents = new HashMap<String, List<String>>();
    for (var action : list.actions()) {
      for (var dependency : action.dependsOn()) {
        dependents.computeIfAbsent(dependency, k -> new ArrayList<>()).add(action.id());
      }
    }
    return dependents;
  }

  private Optional<Compensation.By> compensation(Action action) {
    var state = progress.action(action.id());
    if (state.status() == ActionStatus.UNKNOWN) {
      kept.add("'" + action.id() + "' is UNKNOWN, and nobody knows what it did");
    }
    if (!ENDED.contains(state.status())) {
      return Optional.empty();
    }
    if (wasLeftAlone(action, state)) {
      kept.add("'" + action.id() + "' was not waited for, so nobody knows what it did");
      return Optional.empty();
    }
    return switch (compensation(action, state, handler(action))) {
      case Compensation.By by -> Optional.of(by);
      case Compensation.ByInverse inverse ->
          Optional.of(inverse.by(inverse(action), given(action)));
      case Compensation.ByItsRun _ ->
          places.doors().children().of(row, action.id()).flatMap(run -> byItsRun(action, run));
      case Compensation.Nothing _ -> Optional.empty();
      case Compensation.Irreversible(String why) -> {
        kept.add("'" + action.id() + "' " + why);
        yield Optional.empty();
      }
    };
  }

  /** What has ended by itself says what it has changed, if that can be said at all. */
  private boolean wasLeftAlone(Action action, ActionState state) {
    return !action.waits()
        && state.change() == Change.NONE
        && !(handler(action).describe().repeatability() instanceof Repeatability.Harmless);
  }

  private ActionHandler<?> handler(Action action) {
    return places.doors().kinds().handler(action.kind());
  }

  private KindDescription<?> inverse(Action action) {
    return places.doors().kinds().handler(handler(action).describe().inverse()).describe();
  }

  private ObjectNode given(Action action) {
    return (ObjectNode) outputs.stored(action.params(), progress);
  }

  private <P extends Record> Compensation compensation(
      Action action, ActionState state, ActionHandler<P> handler) {
    var complete = state.status() == ActionStatus.COMPLETE;
    try {
      var params = handler.describe().bindOrThrow(Nodes.of(given(action), action.source()));
      return handler.compensation(
          params,
          complete ? Objects.requireNonNull(state.change(), "what is complete") : Change.NONE,
          before(action));
    } catch (ProblemException e) {
      return complete
          ? new Compensation.Irreversible("cannot be taken back: " + e.first().message())
          : new Compensation.Nothing(); // what lacked its inputs has not begun
    }
  }

  /** A part is taken back by its run, unless that has nothing to take back, or has done so. */
  private Optional<Compensation.By> byItsRun(Action action, RunRow run) {
    var state = places.progress(run).filter(its -> its.rollback() == null);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    var its = new Rollback(places, run, state.get());
    var something =
        places.list(run).actions().stream().filter(a -> its.compensation(a).isPresent()).count();
    its.kept.forEach(why -> kept.add(why + ", in '" + action.id() + "'"));
    return something == 0
        ? Optional.empty()
        : Optional.of(
            new Compensation.By(
                "SYSTEM::RollBackTask",
                Json.object().put("part", action.id()).put("task", run.task().label())));
  }

  private @Nullable ObjectNode before(Action action) {
    return before
        .flatMap(
            deployed ->
                Optional.ofNullable(deployed.actions().get(action.id()))
                    .filter(earlier -> earlier.kind().equals(action.kind()))
                    // What it was given in confidence may be another by now.
                    .filter(e -> !deployed.outputs().hides(e.params(), deployed.progress()))
                    .map(
                        earlier ->
                            (ObjectNode)
                                deployed.outputs().resolved(earlier.params(), deployed.progress())))
        .orElseGet(() -> null);
  }
}
