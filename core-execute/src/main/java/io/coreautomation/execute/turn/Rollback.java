package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the list that takes back what a run has done: for each action that changed something, the
 * compensation that its kind names, in reverse order. What cannot be taken back stays, and the
 * report says so.
 */
final class Rollback {
  /** Follows an action's id in the id of what takes it back. */
  static final String SUFFIX = "~undo";

  /**
   * Orderings through an action that needs no undoing, above which it becomes a point of its own.
   */
  private static final long CROSSINGS = 1_000;

  private final Kinds kinds;
  private final RunProgress progress;
  private final Outputs outputs;
  private final Optional<Deployed> before;

  /** By action: what must have ended for it to be taken back, with all that used it. */
  private final Map<String, Set<String>> takenBack = new HashMap<>();

  /** What the last run did that succeeded. */
  private record Deployed(Map<String, Action> actions, RunProgress progress, Outputs outputs) {}

  private Rollback(Kinds kinds, RunProgress progress, Outputs outputs, Optional<Deployed> before) {
    this.kinds = kinds;
    this.progress = progress;
    this.outputs = outputs;
    this.before = before;
  }

  static ActionList of(
      RunRow row,
      RunOrder order,
      RunProgress progress,
      Outputs outputs,
      Runs runs,
      RunStateStore states,
      RunOrders orders,
      EngineDoors doors) {
    var before =
        runs.lastDeployed(row.prn())
            .flatMap(last -> like(row, last, runs))
            .filter(last -> !last.runId().equals(row.runId()) && last.listDigest() != null)
            .flatMap(last -> deployed(last, states, orders, doors));
    return new Rollback(doors.kinds(), progress, outputs, before).reversed(order);
  }

  /** For a part, the same part of that run; what it has in another one now is not found. */
  private static Optional<RunRow> like(RunRow row, RunRow last, Runs runs) {
    var parent = row.parent();
    return parent == null
        ? Optional.of(last)
        : Stream.of(last.task(), TaskVerb.DEPLOY)
            .flatMap(task -> runs.get(ChildRuns.id(last.runId(), parent.action(), task)).stream())
            .findFirst();
  }

  private static Optional<Deployed> deployed(
      RunRow last, RunStateStore states, RunOrders orders, EngineDoors doors) {
    var keys = ObjectKeys.of(last.coordinates());
    return states
        .read(keys, last.runId())
        .map(
            state ->
                new Deployed(
                    orders.list(keys, Objects.requireNonNull(last.listDigest())).byId(),
                    new RunProgress(state, last.generation(), 0),
                    new Outputs(doors.store(), keys, last.runId())));
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
    return progress.action(action.id()).status() == ActionStatus.COMPLETE
            && compensation(action, kinds.handler(action.kind())) instanceof Compensation.By by
        ? Optional.of(by)
        : Optional.empty();
  }

  private <P extends Record> Compensation compensation(Action action, ActionHandler<P> handler) {
    var state = progress.action(action.id());
    try {
      var resolved = (ObjectNode) outputs.stored(action.params(), progress);
      var params =
          Binder.bindOrThrow(handler.describe().params(), Nodes.of(resolved, action.source()));
      return handler.compensation(
          params, Objects.requireNonNull(state.change(), "what is complete"), before(action));
    } catch (ProblemException e) {
      return new Compensation.Irreversible("cannot be taken back: " + e.first().message());
    }
  }

  private @Nullable ObjectNode before(Action action) {
    return before
        .flatMap(
            deployed ->
                Optional.ofNullable(deployed.actions().get(action.id()))
                    .filter(earlier -> earlier.kind().equals(action.kind()))
                    .map(
                        earlier ->
                            (ObjectNode)
                                deployed.outputs().resolved(earlier.params(), deployed.progress())))
        .orElseGet(() -> null);
  }
}
