package io.coreautomation.db.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.coreautomation.framework.task.TaskVerb;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far a run is: what it does, and how that stands. */
public record RunStatus(Phase phase, State state) {
  /** What a run does. */
  public enum Phase {
    COMPILE,
    PLAN,
    APPLY,
    DEPLOY,
    RELEASE,
    TEARDOWN;

    /** The phase that carries a task out. */
    public static Phase of(TaskVerb task) {
      return switch (task) {
        case PACKAGE, UPLOAD, COMPILE -> COMPILE;
        case PLAN -> PLAN;
        case APPLY -> APPLY;
        case DEPLOY -> DEPLOY;
        case RELEASE -> RELEASE;
        case TEARDOWN -> TEARDOWN;
      };
    }
  }

  /** How a phase stands. */
  public enum State {
    REQUESTED,
    IN_PROGRESS,
    /** An operator holds it. */
    SUSPENDED,
    /** Its execution died; its locks are held, and the reaper starts it again. */
    STALLED,
    COMPLETE,
    FAILED,
    CANCELLED
  }

  private static final Map<State, Set<State>> MOVES =
      Map.of(
          State.REQUESTED,
              Set.of(
                  State.IN_PROGRESS,
                  State.SUSPENDED,
                  State.STALLED,
                  State.COMPLETE,
                  State.FAILED,
                  State.CANCELLED),
          State.IN_PROGRESS,
              Set.of(State.SUSPENDED, State.STALLED, State.COMPLETE, State.FAILED, State.CANCELLED),
          State.SUSPENDED, Set.of(State.IN_PROGRESS, State.STALLED, State.FAILED, State.CANCELLED),
          State.STALLED,
              Set.of(
                  State.IN_PROGRESS,
                  State.SUSPENDED,
                  State.COMPLETE,
                  State.FAILED,
                  State.CANCELLED),
          State.COMPLETE, Set.of(),
          State.FAILED, Set.of(),
          State.CANCELLED, Set.of());

  /** What was compiled may be carried out; any other phase ends its run. */
  private static final Map<Phase, Set<Phase>> NEXT_PHASES =
      Map.of(Phase.COMPILE, EnumSet.complementOf(EnumSet.of(Phase.COMPILE)));

  public static RunStatus of(Phase phase, State state) {
    return new RunStatus(phase, state);
  }

  /** Reads {@code DEPLOY_IN_PROGRESS}. */
  @JsonCreator
  public static RunStatus parse(String text) {
    var cut = text.indexOf('_');
    if (cut < 0) {
      throw new IllegalArgumentException("'" + text + "' is no status of a run");
    }
    return new RunStatus(
        Phase.valueOf(text.substring(0, cut)), State.valueOf(text.substring(cut + 1)));
  }

  /** Whether a run may go from this to that: a state of the same phase, or the phase after. */
  public boolean canMoveTo(RunStatus next) {
    if (phase == next.phase) {
      return MOVES.getOrDefault(state, Set.of()).contains(next.state);
    }
    return state == State.COMPLETE
        && next.state == State.REQUESTED
        && NEXT_PHASES.getOrDefault(phase, Set.of()).contains(next.phase);
  }

  /**
   * Whether an operator may have it carried out again from where it stands. That is no {@linkplain
   * #canMoveTo move} of the run itself: see {@link Runs#reopen}.
   */
  public boolean canReopen() {
    return phase != Phase.COMPILE && (state == State.FAILED || state == State.CANCELLED);
  }

  /**
   * Whether nothing comes after, whatever the task is. After {@code COMPILE_COMPLETE} something
   * may: ask {@link RunRow#isTerminal}.
   */
  public boolean isTerminal() {
    return MOVES.getOrDefault(state, Set.of()).isEmpty()
        && (state != State.COMPLETE || !NEXT_PHASES.containsKey(phase));
  }

  /** Every status, for documents and tests. */
  public static List<RunStatus> all() {
    return java.util.Arrays.stream(Phase.values())
        .flatMap(phase -> java.util.Arrays.stream(State.values()).map(state -> of(phase, state)))
        .toList();
  }

  /** {@code DEPLOY_IN_PROGRESS}. */
  @JsonValue
  @Override
  public String toString() {
    return phase + "_" + state;
  }
}
