package io.coreautomation.framework.action;

import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback cannot take back, and what is said of it before a run and after its failure.
 *
 * @param reasons one for each action, beginning with its id; not empty
 */
public record Irreversible(List<String> reasons) {
  /** How many are named; the others are counted. */
  private static final int NAMED = 3;

  public Irreversible {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("all of it can be taken back");
    }
  }

  /**
   * Why a run is not started before somebody has said that a rollback in part will do.
   *
   * @param first of the actions, for its place; null if that is not known
   */
  public Problem beforeTheRun(@Nullable Action first) {
    return Problem.at(
        first == null ? null : first.source(),
        ProblemCode.IRREVERSIBLE,
        "after a failure, not all could be taken back: " + text(),
        "Accept that: --yes, or options.partialRollback of the task. Or choose another onFailure.");
  }

  /** Why a run that has failed has taken nothing back. */
  public Problem nothingTakenBack(RunId run) {
    return Problem.of(
        ProblemCode.IRREVERSIBLE,
        "nothing was taken back, as not all can be: " + text(),
        "Take back what can be: core rollback "
            + run.shortId()
            + ". Or mend what has failed, and go on: core retry "
            + run.shortId()
            + ".");
  }

  /** What a run has left behind that has taken back all that it could. */
  public Problem leftBehind() {
    return Problem.of(
        ProblemCode.IRREVERSIBLE,
        "not all was taken back: " + text(),
        "Look at what is left, and take it back by hand where that is needed.");
  }

  private String text() {
    var named = String.join("; ", reasons.subList(0, Math.min(NAMED, reasons.size())));
    return reasons.size() > NAMED ? named + "; and " + (reasons.size() - NAMED) + " more" : named;
  }
}
