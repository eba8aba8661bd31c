package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.plan.BoundPlan;
import io.coreautomation.execute.plan.PlanInputs;
import io.coreautomation.execute.plan.PlanInputs.Inputs;
import io.coreautomation.execute.plan.Previews;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.Expressions;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Trust;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a run works on its actions: it carries them out, as a plan says or not, or only looks. */
final class Course {
  private final @Nullable Previews previews;
  private final @Nullable BoundPlan plan;
  private final Map<String, Action> actions;
  private final RunProgress progress;

  private Course(
      @Nullable Previews previews,
      @Nullable BoundPlan plan,
      Map<String, Action> actions,
      RunProgress progress) {
    this.previews = previews;
    this.plan = plan;
    this.actions = actions;
    this.progress = progress;
  }

  /** What a run's task asks for. */
  static Course of(
      RunRow row, Map<String, Action> actions, RunProgress progress, Runs runs, ObjectStore store) {
    var looks = row.task() == TaskVerb.PLAN;
    var bound = row.task() == TaskVerb.APPLY ? row.planDigest() : null;
    return new Course(
        looks ? new Previews(store, ObjectKeys.of(row.coordinates()), row.runId()) : null,
        bound == null ? null : BoundPlan.read(bound, row, runs, store),
        actions,
        progress);
  }

  boolean previews() {
    return previews != null;
  }

  /** The step that an action is due for: a run that only looks knows but one. */
  Work.Step step(Work.Step usual) {
    return previews() ? Work.Step.PREVIEW : usual;
  }

  RoleKind role() {
    return previews() ? RoleKind.PLAN : RoleKind.CHANGE;
  }

  /** An action of the list. */
  Action action(String id) {
    return java.util.Objects.requireNonNull(actions.get(id), id);
  }

  int attempt(ActionState state) {
    return previews() ? Planned.ATTEMPT : state.attempt();
  }

  Optional<Planned> planned(Action action) {
    return plan == null ? Optional.empty() : plan.of(action.id());
  }

  /** An action's params; what its condition waits for is not known of the action either. */
  Inputs inputs(Action action, Outputs outputs, Secrets secrets) {
    if (!previews()) {
      return new Inputs(Expressions.resolved(action.params(), secrets::value), List.of());
    }
    var inputs = new PlanInputs(actions, progress).of(action.params(), secrets::value);
    return action.condition() == null
        ? inputs
        : inputs.and(present(action.condition().values(), outputs));
  }

  /** Whether nobody can say yet whether a condition holds. */
  boolean isOpen(Condition condition, Outputs outputs) {
    return previews() && !present(condition.values(), outputs).needs().isEmpty();
  }

  /** Sets variables of the run; a run that only looks leaves out what is not known. */
  void assign(@Nullable ObjectNode values, Outputs outputs) {
    var known = values;
    if (previews() && values != null) {
      known = values.deepCopy();
      for (var value : values.properties()) {
        if (!present(value.getValue(), outputs).needs().isEmpty()
            || outputs.hides(value.getValue(), progress)) {
          known.remove(value.getKey());
        }
      }
    }
    outputs.assign(known, progress, "", Map.of());
  }

  private Inputs present(JsonNode tree, Outputs outputs) {
    return new PlanInputs(actions, progress).of(tree, part -> outputs.storedValue(part, progress));
  }

  /** Keeps what a preview has found, before the state says so. */
  Work.Result kept(Work.Result result) {
    if (previews != null
        && result
            instanceof Work.Result.Answered(Work<?> work, Progress.Previewed found, Trust _)) {
      previews.keep(work.action().id(), found.preview());
    }
    return result;
  }

  ActionState previewed(ActionState state, Progress.Previewed found, boolean apart, Instant now) {
    if (previews == null) {
      throw new IllegalStateException("a kind that was to work has only looked");
    }
    return state.previewed(
        previews.handle(found.preview()), found.outputs(), apart, found.preview().change(), now);
  }

  /** Whether the plan is to be held against the world: nothing was begun yet. */
  boolean isUnverified() {
    return plan != null && isUnbegun();
  }

  /** Whether the run is to change something, and has not begun to. */
  boolean isFresh() {
    return !previews() && isUnbegun();
  }

  private boolean isUnbegun() {
    return actions.keySet().stream()
        .map(progress::action)
        .allMatch(s -> s.status() == ActionStatus.PENDING && s.attempt() == 0);
  }

  /** Holds the plan against the world, as far as that can be known before anything is changed. */
  Map<Action, Problem> moved(EngineDoors doors, Function<Action, WorkContext> contexts) {
    var looks = new ArrayList<Callable<Optional<Problem>>>();
    var planned = actions.values().stream().filter(a -> planned(a).isPresent()).toList();
    planned.forEach(a -> looks.add(() -> moved(a, doors, contexts.apply(a))));
    var found = doors.concurrency().all(looks);
    var moved = new LinkedHashMap<Action, Problem>();
    for (int i = 0; i < planned.size(); i++) {
      var action = planned.get(i);
      found.get(i).ifPresent(problem -> moved.put(action, problem));
    }
    return moved;
  }

  private Optional<Problem> moved(Action action, EngineDoors doors, WorkContext context) {
    try {
      var handler = doors.kinds().handler(action.kind());
      return handler.verify(context, planned(action).orElseThrow())
                  instanceof Progress.Failed(Problem problem)
              && problem.code() == ProblemCode.PLAN_STALE
          ? Optional.of(problem)
          : Optional.empty();
    } catch (ThrottledException | ProblemException e) {
      return Optional.empty(); // its own start looks again, and fails closed
    }
  }

  /**
   * Whether the world has moved before anything was done: then nothing is, whatever the list says
   * of failures.
   */
  boolean isRefused() {
    if (plan == null) {
      return false;
    }
    var begun =
        actions.keySet().stream()
            .map(progress::action)
            .filter(state -> state.status() != ActionStatus.PENDING)
            .toList();
    return !begun.isEmpty() && begun.stream().allMatch(Course::isStale);
  }

  private static boolean isStale(ActionState state) {
    return state.status() == ActionStatus.FAILED
        && state.failure() != null
        && state.failure().code() == ProblemCode.PLAN_STALE;
  }
}
