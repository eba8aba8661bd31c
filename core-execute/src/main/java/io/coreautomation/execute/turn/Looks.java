package io.coreautomation.execute.turn;

import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the actions under way are to be looked at now, and how. */
final class Looks {
  private final EngineDoors doors;
  private final RunProgress progress;
  private final Answers answers;
  private final Course course;
  private final Pace pace;
  private final Works works;
  private final Patience patience;
  private final Set<String> held = new HashSet<>();

  Looks(
      EngineDoors doors,
      RunProgress progress,
      Answers answers,
      Course course,
      Pace pace,
      Works works,
      Patience patience) {
    this.doors = doors;
    this.progress = progress;
    this.answers = answers;
    this.course = course;
    this.pace = pace;
    this.works = works;
    this.patience = patience;
  }

  /** Actions under way whose next look is due, or that are to be called off. */
  List<Work<?>> due(Map<String, Action> actions) {
    var now = doors.world().now();
    var due = new ArrayList<Work<?>>();
    held.clear();
    pace.again();
    for (var id : progress.active()) {
      var state = progress.action(id);
      var action = Objects.requireNonNull(actions.get(id), id);
      if (state.isDue(now) && !pace.admits(action)) {
        held.add(id);
        continue;
      }
      var calledOff = works.isCalledOff(action);
      if (course.previews()) {
        look(action, state, calledOff).ifPresent(due::add);
      } else if (state.status() == ActionStatus.STARTING) {
        if (state.isDue(now)) {
          again(action, state, calledOff).ifPresent(due::add);
        }
      } else if (state.status() == ActionStatus.RUNNING
          && state.isDue(now)
          && (calledOff || patience.isOver(action, state))) {
        attempt(action, state, Work.Step.CANCEL).ifPresent(due::add);
      } else if (state.isDue(now)) {
        attempt(action, state, Work.Step.CHECK).ifPresent(due::add);
      }
    }
    return due;
  }

  /** What is only looked at can be left at any time. */
  private Optional<Work<?>> look(Action action, ActionState state, boolean calledOff) {
    if (calledOff || patience.isOver(action, state)) {
      answers.giveUp(action, state);
      return Optional.empty();
    }
    return state.isDue(doors.world().now())
        ? attempt(action, state, Work.Step.PREVIEW)
        : Optional.empty();
  }

  /** An earlier turn has died after it recorded the intent to start. */
  private Optional<Work<?>> again(Action action, ActionState state, boolean calledOff) {
    var repeatability = works.handler(action).describe().repeatability();
    if (repeatability instanceof Repeatability.Unrepeatable && state.nextCheckAt() == null) {
      answers.unknown(action, state, Answers.LOST);
      return Optional.empty();
    }
    if (calledOff && repeatability instanceof Repeatability.Harmless) {
      answers.put(
          action,
          state.cancelled(Objects.requireNonNull(progress.calledOff()), doors.world().now()));
      return Optional.empty();
    }
    return attempt(action, state, Work.Step.START);
  }

  /** A call about an action under way, or nothing if it cannot be made: then it has failed. */
  Optional<Work<?>> attempt(Action action, ActionState state, Work.Step step) {
    try {
      return Optional.of(works.work(action, state, step, true));
    } catch (ProblemException e) {
      answers.fail(action, state, e.first());
      return Optional.empty();
    }
  }

  /** When the first of them is due; null if nothing is under way but what was held back. */
  @Nullable Instant nextCheck() {
    return progress.active().stream()
        .filter(id -> !held.contains(id))
        .map(progress::action)
        .map(ActionState::nextCheckAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
