package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one action. Times are of the world.
 *
 * @param attempt counted from 1; 0 before the first
 * @param handle what the action's kind needs to find its work again
 * @param outputs empty when {@code outputsApart} says that they lie beside the state
 * @param outputsApart whether the outputs are an object of their own; null means false
 * @param nextCheckAt when to look again, at the latest
 * @param checkDelay the pause before the check that is due next
 * @param trust what came of asking the registry in place of AWS; null where nobody asked for that,
 *     or where the action differs from what stands
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ActionState(
    ActionStatus status,
    int attempt,
    @Nullable ObjectNode handle,
    Map<String, String> outputs,
    @Nullable Boolean outputsApart,
    @Nullable Change change,
    @Nullable Problem failure,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant nextCheckAt,
    @Nullable Duration checkDelay,
    @Nullable Trust trust) {
  public static final ActionState PENDING =
      new ActionState(
          ActionStatus.PENDING, 0, null, Map.of(), null, null, null, null, null, null, null, null);

  public ActionState {
    outputs = outputs == null ? Map.of() : java.util.Collections.unmodifiableMap(outputs);
  }

  /** The intent to start, for the next attempt. */
  public ActionState starting(Instant now) {
    return new ActionState(
        move(ActionStatus.STARTING),
        attempt + 1,
        null,
        Map.of(),
        null,
        null,
        null,
        now,
        null,
        null,
        null,
        null);
  }

  /** To be started once more, not before a time; what failed last stays known. */
  public ActionState pending(Instant notBefore) {
    return new ActionState(
        move(ActionStatus.PENDING),
        attempt,
        null,
        Map.of(),
        null,
        null,
        failure,
        null,
        null,
        notBefore,
        null,
        null);
  }

  /** As if its last attempt had not been made: the call was refused before it did anything. */
  public ActionState unstarted(Instant notBefore, Duration delay) {
    return new ActionState(
        move(ActionStatus.PENDING),
        attempt - 1,
        null,
        Map.of(),
        null,
        null,
        failure,
        null,
        null,
        notBefore,
        delay,
        null);
  }

  /** Under way, to be looked at again. */
  public ActionState running(@Nullable ObjectNode newHandle, Instant check, Duration delay) {
    var next = status == ActionStatus.CANCELLING ? status : ActionStatus.RUNNING;
    return new ActionState(
        next == status ? status : move(next),
        attempt,
        newHandle,
        Map.of(),
        null,
        null,
        failure,
        startedAt,
        null,
        check,
        delay,
        trust);
  }

  /** Where it stands, to be tried again: a throttled call costs no attempt. */
  public ActionState again(Instant check, Duration delay) {
    return new ActionState(
        status, attempt, handle, outputs, null, change, failure, startedAt, null, check, delay,
        trust);
  }

  /** The same, with what came of asking the registry in place of AWS. */
  public ActionState asked(Trust answer) {
    return with(nextCheckAt, answer);
  }

  /** Whether it is time to look at it. */
  public boolean isDue(Instant now) {
    return nextCheckAt == null || !nextCheckAt.isAfter(now);
  }

  /** The same, to be looked at now. */
  public ActionState dueNow() {
    return with(null, trust);
  }

  private ActionState with(@Nullable Instant check, @Nullable Trust answer) {
    return new ActionState(
        status,
        attempt,
        handle,
        outputs,
        outputsApart,
        change,
        failure,
        startedAt,
        endedAt,
        check,
        checkDelay,
        answer);
  }

  /** Called off for a reason, which becomes its failure once AWS has settled. */
  public ActionState cancelling(
      @Nullable ObjectNode newHandle, Problem reason, Instant check, Duration delay) {
    return new ActionState(
        status == ActionStatus.CANCELLING ? status : move(ActionStatus.CANCELLING),
        attempt,
        newHandle,
        Map.of(),
        null,
        null,
        reason,
        startedAt,
        null,
        check,
        delay,
        trust);
  }

  public ActionState complete(
      Map<String, String> newOutputs, boolean apart, Change what, Instant now) {
    return new ActionState(
        move(ActionStatus.COMPLETE),
        attempt,
        handle,
        apart ? Map.of() : newOutputs,
        apart ? true : null,
        what,
        null,
        startedAt,
        now,
        null,
        null,
        trust);
  }

  /**
   * Looked at, not done.
   *
   * @param preview what it would do, or where that lies
   * @param present outputs that stand as they are; empty if they may change
   */
  public ActionState previewed(
      ObjectNode preview, Map<String, String> present, boolean apart, Change what, Instant now) {
    return running(preview, now, Duration.ZERO).complete(present, apart, what, now);
  }

  public ActionState failed(Problem problem, Instant now) {
    return ended(ActionStatus.FAILED, problem, now);
  }

  public ActionState skipped(Instant now) {
    return ended(ActionStatus.SKIPPED, null, now);
  }

  public ActionState cancelled(Problem reason, Instant now) {
    return ended(ActionStatus.CANCELLED, reason, now);
  }

  /** A call may have been made, and nobody can know what came of it. */
  public ActionState unknown(Problem problem, Instant now) {
    return ended(ActionStatus.UNKNOWN, problem, now);
  }

  private ActionState ended(ActionStatus end, @Nullable Problem problem, Instant now) {
    return new ActionState(
        move(end), attempt, handle, Map.of(), null, null, problem, startedAt, now, null, null,
        trust);
  }

  private ActionStatus move(ActionStatus next) {
    if (!status.canBecome(next)) {
      throw new IllegalStateException("an action that is " + status + " cannot become " + next);
    }
    return next;
  }
}
