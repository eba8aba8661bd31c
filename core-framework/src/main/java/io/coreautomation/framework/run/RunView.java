package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.problem.StackResource;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run with its actions as everybody is shown it: the command line, the API, the report. Additive
 * only.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(Run run, List<ActionView> actions) {

  /**
   * The run.
   *
   * @param startedAt wall time
   * @param endedAt wall time
   * @param plan that it has made, or carries out
   * @param partOf the run of which it carries out a part; null for a run that somebody asked for
   * @param registry what came of asking the registry in place of AWS, parts included, once the run
   *     is over; null if nobody was asked
   * @param problems of the run as a whole: what it waits for before it begins, or why it ended;
   *     those of its actions stand with them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Run(
      RunId id,
      TaskVerb task,
      Coordinates coordinates,
      String world,
      String status,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Digest plan,
      @Nullable RunId partOf,
      @Nullable Map<Trust, Long> registry,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Failure> problems) {
    public Run {
      problems = List.copyOf(problems);
    }

    /** A run that is about no plan, and has no problem of its own. */
    public Run(
        RunId id,
        TaskVerb task,
        Coordinates coordinates,
        String world,
        String status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
      this(id, task, coordinates, world, status, startedAt, endedAt, null, null, null, List.of());
    }

    private Run withoutProblemsOf(List<ActionView> actions) {
      var theirs = actions.stream().map(ActionView::failure).toList();
      return new Run(
          id,
          task,
          coordinates,
          world,
          status,
          startedAt,
          endedAt,
          plan,
          partOf,
          registry,
          problems.stream().filter(problem -> !theirs.contains(problem)).toList());
    }

    public @Nullable Long getDurationMs() {
      return startedAt == null || endedAt == null
          ? null
          : Duration.between(startedAt, endedAt).toMillis();
    }
  }

  /**
   * One action.
   *
   * @param worldTimeMs how long it took in the world's own time
   * @param registry what came of asking the registry in place of AWS
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ActionView(
      String id,
      String name,
      String kind,
      @Nullable Target target,
      ActionStatus status,
      int attempt,
      @Nullable Change change,
      Map<String, String> outputs,
      @Nullable Long worldTimeMs,
      List<String> waitsFor,
      Source source,
      @Nullable Failure failure,
      @Nullable Trust registry) {}

  /**
   * Why an action failed, or a run.
   *
   * @param source where the template declares {@code resource}; where the action is, if there is no
   *     resource or its template is not known
   * @param resource that failed, if it is one of a stack
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failure(
      String code,
      String message,
      String mend,
      @Nullable Source source,
      @Nullable StackResource resource) {
    /** What is told of a problem. */
    public static Failure of(Problem problem) {
      return new Failure(
          problem.code().name(),
          problem.message(),
          problem.mend(),
          problem.source(),
          problem.resource());
    }
  }

  /**
   * The action with an id.
   *
   * @throws ProblemException if the run has none with that id
   */
  public ActionView action(String id) {
    return actions.stream()
        .filter(action -> action.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.NOT_FOUND,
                        "run " + run.id().shortId() + " has no action '" + id + "'",
                        NearestName.suggestion(
                            actions.stream().map(ActionView::id).toList(), id))));
  }

  /**
   * Puts a run together.
   *
   * @param run with all problems that are known, those of actions among them
   * @param states of actions by id
   * @param outputs of an action in a state
   */
  public static RunView of(
      Run run,
      ActionList list,
      Function<String, ActionState> states,
      BiFunction<String, ActionState, Map<String, String>> outputs) {
    var actions = list.actions().stream().map(a -> view(a, states, outputs)).toList();
    return new RunView(run.withoutProblemsOf(actions), actions);
  }

  private static ActionView view(
      Action action,
      Function<String, ActionState> states,
      BiFunction<String, ActionState, Map<String, String>> outputs) {
    var state = states.apply(action.id());
    return new ActionView(
        action.id(),
        action.name(),
        action.kind(),
        action.target(),
        state.status(),
        state.attempt(),
        state.change(),
        shown(action, state, outputs),
        state.startedAt() == null || state.endedAt() == null
            ? null
            : Duration.between(state.startedAt(), state.endedAt()).toMillis(),
        state.status() == ActionStatus.PENDING
            ? action.dependsOn().stream()
                .filter(d -> states.apply(d).status() != ActionStatus.COMPLETE)
                .toList()
            : List.of(),
        action.source(),
        failure(state.failure()),
        state.trust());
  }

  /** Of an action that a run of its own carries out, which run that is, before it has outputs. */
  private static Map<String, String> shown(
      Action action,
      ActionState state,
      BiFunction<String, ActionState, Map<String, String>> outputs) {
    if (!action.savesOutputs()) {
      return Map.of();
    }
    var found = outputs.apply(action.id(), state);
    var part = state.handle() == null ? null : state.handle().get("part");
    if (!found.isEmpty() || part == null) {
      return found;
    }
    var shown = new TreeMap<String, String>();
    part.properties().forEach(fact -> shown.put(fact.getKey(), fact.getValue().asText()));
    return shown;
  }

  private static @Nullable Failure failure(@Nullable Problem problem) {
    return problem == null ? null : Failure.of(problem);
  }

  /**
   * What the registry was trusted for, for people; nothing if nobody asked for that.
   *
   * <p>Such as {@code 26 unchanged by registry; 2 could not be trusted (1 not digest-safe, 1 not in
   * the registry)}.
   */
  public Optional<String> trusted() {
    var counts = new EnumMap<Trust, Long>(Trust.class);
    if (run.registry() == null) {
      actions.stream()
          .map(ActionView::registry)
          .filter(Objects::nonNull)
          .forEach(answer -> counts.merge(answer, 1L, Long::sum));
    } else {
      counts.putAll(run.registry());
    }
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    var unchanged = Objects.requireNonNullElse(counts.remove(Trust.UNCHANGED), 0L);
    var text = unchanged + " " + Trust.UNCHANGED.text();
    var doubtful = counts.values().stream().mapToLong(Long::longValue).sum();
    return Optional.of(
        doubtful == 0
            ? text
            : text
                + "; "
                + doubtful
                + " could not be trusted ("
                + counts.entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey().text())
                    .collect(Collectors.joining(", "))
                + ")");
  }

  public ObjectNode json() {
    return Json.objectOf(this);
  }
}
