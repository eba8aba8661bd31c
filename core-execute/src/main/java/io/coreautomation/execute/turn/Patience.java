package io.coreautomation.execute.turn;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.shape.Durations;
import java.time.Duration;
import java.time.Instant;

/** For how long actions are waited for, in world time: as their authors say, else their kinds. */
final class Patience {
  /**
   * How long a failure that its kind calls retryable is tried again: until a role or a key is known
   * everywhere.
   */
  private static final Duration HEALING = Duration.ofMinutes(5);

  /** The pause between tries grows so long only by several that had no answer. */
  private static final Duration SEVERAL_TRIES = Duration.ofSeconds(30);

  private final EngineDoors doors;

  Patience(EngineDoors doors) {
    this.doors = doors;
  }

  /** From its start to when it is called off. */
  Duration of(Action action) {
    return action.timeout() == null
        ? doors.kinds().handler(action.kind()).describe().patience()
        : action.timeout();
  }

  boolean isOver(Action action, ActionState state) {
    return state.startedAt() != null && !now().isBefore(state.startedAt().plus(of(action)));
  }

  /** An action whose time ends before the next look is looked at then. */
  Instant beforeItsEnd(Action action, ActionState state, Instant check) {
    var end = state.startedAt() == null ? check : state.startedAt().plus(of(action));
    return end.isAfter(now()) && end.isBefore(check) ? end : check;
  }

  /** Whether what has failed may be right in a moment, and is tried again until then. */
  boolean isHealing(ActionState state) {
    return state.startedAt() != null && now().isBefore(state.startedAt().plus(HEALING));
  }

  /**
   * Whether to ask again where nobody has answered: what is under way has all its time, a start
   * some tries.
   */
  boolean hasTime(Work<?> work, ActionState state) {
    return switch (work.step()) {
      case CHECK, CANCEL ->
          state.startedAt() != null
              && now().isBefore(state.startedAt().plus(of(work.action())).plus(HEALING));
      case START -> state.checkDelay() == null || state.checkDelay().compareTo(SEVERAL_TRIES) < 0;
      case PREVIEW -> false;
    };
  }

  /** Why an action is called off that nobody waits for any longer. */
  Problem ended(Action action) {
    return Problem.at(
        action.source(),
        ProblemCode.TIMED_OUT,
        "'" + action.name() + "' was not done after " + Durations.text(of(action)),
        "Find out what it waits for, or set a longer 'timeout'.");
  }

  private Instant now() {
    return doors.world().now();
  }
}
