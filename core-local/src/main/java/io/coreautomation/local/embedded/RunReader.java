package io.coreautomation.local.embedded;

import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.Trust;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts runs together from their row, their list and their state. */
final class RunReader {
  private final Runs runs;
  private final Locks locks;
  private final ObjectStore store;
  private final RunStateStore states;
  private final Map<Digest, ActionList> lists = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> outputs = new ConcurrentHashMap<>();

  RunReader(Tables tables, ObjectStore store) {
    this.runs = new Runs(tables);
    this.locks = new Locks(tables);
    this.store = store;
    this.states = new RunStateStore(store);
  }

  RunRow row(RunId run) {
    return runs.get(run)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.NOT_FOUND,
                        "there is no run " + run,
                        "List the runs there are: core runs.")));
  }

  /**
   * Makes sure that a run can go on in this process: an earlier one may have had kinds that are not
   * here.
   *
   * @throws ProblemException {@code KIND_UNKNOWN} with each kind that is missing
   */
  void requireKinds(RunRow row, Kinds kinds) {
    var digest = row.listDigest();
    if (digest == null) {
      return;
    }
    var known = kinds.all().stream().map(handler -> handler.describe().name()).toList();
    var problems = new Problems();
    list(ObjectKeys.of(row.coordinates()), digest).actions().stream()
        .map(Action::kind)
        .distinct()
        .filter(kind -> !known.contains(kind))
        .forEach(
            kind ->
                problems.add(
                    Problem.of(
                        ProblemCode.KIND_UNKNOWN,
                        "run %s has actions of kind '%s', which is not known here"
                            .formatted(row.runId().shortId(), kind),
                        "Name the folder that brings it: --kinds DIR.")));
    problems.throwIfAny();
  }

  /** The run that carries out an action of another one, if it was begun. */
  Optional<RunRow> part(RunRow whole, String action) {
    return ChildRuns.find(runs, whole, action);
  }

  RunView view(RunId id) {
    var row = row(id);
    var run =
        new RunView.Run(
            id,
            row.task(),
            row.coordinates(),
            row.world(),
            row.status().toString(),
            row.startedAt(),
            row.endedAt(),
            row.planDigest(),
            row.parent() == null ? null : row.parent().run(),
            Trust.counts(row.trust()),
            problems(row).map(RunView.Failure::of).toList());
    var digest = row.listDigest();
    if (digest == null) {
      return new RunView(run, List.of());
    }
    var keys = ObjectKeys.of(row.coordinates());
    var list = list(keys, digest);
    var state = states.read(keys, id);
    var rollback = state.map(s -> s.head().rollback()).orElse(null);
    Function<String, ActionState> actions =
        state
            .<Function<String, ActionState>>map(s -> s::action)
            .orElse(action -> ActionState.PENDING);
    return RunView.of(
        run,
        rollback == null ? list : list.with(list(keys, rollback).actions()),
        actions,
        (action, s) -> outputs(keys, id, action, s));
  }

  private Stream<Problem> problems(RunRow row) {
    return row.startedAt() == null && !row.isTerminal() && !isRefusedIfLocked(row)
        ? locks.waitingOf(row.runId()).stream()
            .flatMap(place -> locks.holder(place.name()).stream())
            .map(lock -> Problem.of(ProblemCode.LOCKED, lock.text(), ""))
        : row.problems().stream();
  }

  /** Such a run stands in line for the moment of its refusal, but does not wait. */
  private boolean isRefusedIfLocked(RunRow row) {
    return row.listDigest() != null
        && list(ObjectKeys.of(row.coordinates()), row.listDigest()).onLocked() == OnLocked.FAIL;
  }

  private ActionList list(ObjectKeys keys, Digest digest) {
    return lists.computeIfAbsent(digest, d -> ActionList.parse(object(keys.list(d))));
  }

  private Map<String, String> outputs(
      ObjectKeys keys, RunId run, String action, ActionState state) {
    if (!Boolean.TRUE.equals(state.outputsApart())) {
      return state.outputs();
    }
    return outputs.computeIfAbsent(
        keys.outputs(run, action),
        key -> {
          var read = new TreeMap<String, String>();
          Json.parse(object(key))
              .properties()
              .forEach(e -> read.put(e.getKey(), e.getValue().textValue()));
          return read;
        });
  }

  byte[] object(String key) {
    return store
        .get(key)
        .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"))
        .content();
  }
}
