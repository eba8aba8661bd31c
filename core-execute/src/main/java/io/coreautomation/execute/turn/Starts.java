package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.schedule.Frontier;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.rendering.Unavailable;
import io.coreautomation.framework.run.ActionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Begins what is ready, as far as there is place for it and nobody holds what it needs. */
final class Starts {
  /** After which a lock is tried again, should the wake of its release be lost. */
  private static final Duration LOCK_LOOK = Duration.ofMinutes(1);

  private final EngineDoors doors;
  private final RunProgress progress;
  private final Answers answers;
  private final Outputs outputs;
  private final Course course;
  private final RunLocks locks;
  private final Pace pace;
  private final WorkFactory works;
  private final int maxParallel;
  private final int maxPerTarget;
  private @Nullable Instant blockedUntil;
  private boolean allTried;

  /** Puts a call together. */
  interface WorkFactory {
    Work<?> start(Action action, ActionState state);
  }

  Starts(
      EngineDoors doors,
      RunProgress progress,
      Answers answers,
      Outputs outputs,
      Course course,
      RunLocks locks,
      Pace pace,
      WorkFactory works,
      int maxParallel,
      int maxPerTarget) {
    this.doors = doors;
    this.progress = progress;
    this.answers = answers;
    this.outputs = outputs;
    this.course = course;
    this.locks = locks;
    this.pace = pace;
    this.works = works;
    this.maxParallel = maxParallel;
    this.maxPerTarget = maxPerTarget;
  }

  /**
   * What begins now; each is STARTING then, and holds its locks.
   *
   * @param actions of the run, by id
   */
  List<Work<?>> next(Frontier frontier, Map<String, Action> actions) {
    blockedUntil = null;
    locks.triesAnew();
    var places = Math.max(0, maxParallel - progress.activeCount());
    var perTarget = perTarget(actions);
    var candidates = frontier.startable(places, action -> mayStart(action, perTarget));
    allTried = candidates.size() == frontier.readyCount();
    var ready = new ArrayList<Work<?>>();
    for (var action : candidates) {
      if (isWanted(action)) {
        prepared(action).ifPresent(ready::add);
      }
    }
    return holding(ready);
  }

  /** When something that is ready can be tried again; null if nothing is held back. */
  @Nullable Instant blockedUntil() {
    return blockedUntil;
  }

  /** Whether all that was ready was tried last: nothing else waits for a lock. */
  boolean haveTriedAll() {
    return allTried;
  }

  /** Whether one of the calls that begin is one that a crash would leave in doubt. */
  static boolean needIntent(List<Work<?>> starts) {
    return starts.stream()
        .anyMatch(
            work -> !(work.handler().describe().repeatability() instanceof Repeatability.Harmless));
  }

  /** Whether what came of one of the calls can only be learned once. */
  static boolean cannotBeRepeated(List<Work<?>> starts) {
    return starts.stream()
        .anyMatch(
            work ->
                work.handler().describe().repeatability() instanceof Repeatability.Unrepeatable);
  }

  private Map<Target, Integer> perTarget(Map<String, Action> actions) {
    var perTarget = new HashMap<Target, Integer>();
    if (maxPerTarget < Integer.MAX_VALUE) {
      for (var id : progress.active()) {
        var action = actions.get(id);
        if (action != null && action.target() != null) {
          perTarget.merge(action.target(), 1, Integer::sum);
        }
      }
    }
    return perTarget;
  }

  private boolean mayStart(Action action, Map<Target, Integer> perTarget) {
    var notBefore = progress.action(action.id()).nextCheckAt();
    if (notBefore != null && notBefore.isAfter(doors.world().now())) {
      blockedUntil = Backoff.earlier(blockedUntil, notBefore);
      return false;
    }
    var limited = action.target() != null && maxPerTarget < Integer.MAX_VALUE;
    if (limited && perTarget.getOrDefault(action.target(), 0) >= maxPerTarget) {
      return false; // whoever leaves the place is followed by a look
    }
    if (!pace.admits(action)) {
      return false;
    }
    if (limited) {
      perTarget.merge(action.target(), 1, Integer::sum);
    }
    return true;
  }

  /** Whether its condition holds; where that is false it is skipped, where it fails so does it. */
  private boolean isWanted(Action action) {
    var condition = action.condition();
    if (condition == null || course.isOpen(condition, outputs)) {
      return true;
    }
    var state = progress.action(action.id());
    try {
      var values = new HashMap<String, Object>();
      condition.values().properties().forEach(v -> values.put(v.getKey(), known(v.getValue())));
      if (condition.holds(values)) {
        return true;
      }
      answers.put(action, state.skipped(doors.world().now()));
    } catch (ProblemException e) {
      answers.fail(action, state, e.first());
    }
    return false;
  }

  /** What a name in a condition means now; it may do without those that mean nothing yet. */
  private Object known(JsonNode value) {
    try {
      return outputs.resolved(value, progress).asText();
    } catch (ProblemException e) {
      return new Unavailable(e.first().message(), e.first().mend());
    }
  }

  /** The call, or nothing if what the action refers to is not there: then it has failed. */
  private Optional<Work<?>> prepared(Action action) {
    var state = progress.action(action.id());
    try {
      if (action.set() != null) {
        course.assign(action.set().onStart(), outputs);
      }
      return Optional.of(works.start(action, state.starting(doors.world().now())));
    } catch (ProblemException e) {
      answers.fail(action, state, e.first());
      return Optional.empty();
    }
  }

  /** Those of the calls that hold what they need; the others stay ready. */
  private List<Work<?>> holding(List<Work<?>> ready) {
    var alone = new ArrayList<Work<?>>();
    var together = new TreeSet<String>();
    for (var work : ready) {
      var names = work.locks();
      if (!locks.isInUse(names)) { // whoever leaves it is followed by a look
        locks.holds(work.action().id(), names);
        together.addAll(names);
        alone.add(work);
      }
    }
    var held = together.isEmpty() || locks.takenTogether(together);
    var begun = new ArrayList<Work<?>>();
    for (var work : alone) {
      if (held || work.locks().isEmpty() || locks.taken(work.locks()).isEmpty()) {
        answers.put(work.action(), work.state());
        begun.add(work);
      } else {
        locks.ended(work.action().id());
        blockedUntil = Backoff.earlier(blockedUntil, doors.world().now().plus(LOCK_LOOK));
      }
    }
    return begun;
  }
}
