package io.coreautomation.execute.operate;

import io.coreautomation.db.command.ActionEnd;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells whether a wish makes sense for a run as it stands, before anything is written. The run may
 * have moved on when it reads the command: its turn decides again.
 */
record Sense(Wish wish, RunRow row, RunView view) {

  /**
   * Looks at the wish.
   *
   * @return why there is nothing to do, or nothing if there is
   * @throws ProblemException if it makes no sense
   */
  Optional<String> nothingToDo() {
    return switch (wish.verb()) {
      case CANCEL, RESUME -> row.isTerminal() ? atItsEnd() : Optional.empty();
      case SUSPEND -> suspend();
      case RETRY -> wish.action() == null ? retryAll() : retry(action());
      case SKIP -> skip(action());
      case SETTLE -> settle(action());
      case ROLLBACK -> rollback();
    };
  }

  private Optional<String> atItsEnd() {
    return Optional.of(run() + " is at its end: " + row.status());
  }

  private Optional<String> suspend() {
    if (row.isTerminal()) {
      throw refused(run() + " is at its end: " + row.status(), "There is nothing to suspend.");
    }
    return row.status().state() == State.SUSPENDED
        ? Optional.of(run() + " is suspended already")
        : Optional.empty();
  }

  private Optional<String> retryAll() {
    requireCompiled();
    if (row.isTerminal() || view.actions().stream().anyMatch(Sense::isRetryable)) {
      return Optional.empty();
    }
    throw refused("no action of " + run() + " has failed", "Retry what has failed once it has.");
  }

  private Optional<String> retry(ActionView action) {
    if (action.status() == ActionStatus.UNKNOWN) {
      throw settleFirst(action);
    }
    if (!isRetryable(action)) {
      throw refused(
          "'" + action.id() + "' is " + action.status() + ": only what failed is retried",
          "'core show " + shortId() + "' tells what failed.");
    }
    return Optional.empty();
  }

  private Optional<String> skip(ActionView action) {
    return switch (action.status()) {
      case SKIPPED -> Optional.of("'" + action.id() + "' is skipped already");
      case PENDING, FAILED, CANCELLED -> Optional.empty();
      case UNKNOWN -> throw settleFirst(action);
      case COMPLETE, STARTING, RUNNING, CANCELLING ->
          throw refused(
              "'" + action.id() + "' is " + action.status() + ": it is too late to skip it",
              "Cancel the run to call off what is under way.");
    };
  }

  private Optional<String> rollback() {
    var parent = row.parent();
    if (parent != null) {
      throw refused(
          run() + " is a part of run " + parent.run().shortId(),
          "Take back the whole: core rollback " + parent.run().shortId() + ".");
    }
    if (row.status().phase() == Phase.COMPILE || row.status().phase() == Phase.PLAN) {
      throw refused(run() + " has changed nothing", "There is nothing to take back.");
    }
    if (!row.isTerminal()) {
      throw refused(
          run() + " is not at its end", "Cancel it first: core cancel " + shortId() + ".");
    }
    if (row.status().state() == State.COMPLETE) {
      throw refused(
          run() + " is complete",
          "Deploy what is wanted in its place, or take it down: core teardown.");
    }
    return Optional.empty();
  }

  private Optional<String> settle(ActionView action) {
    var wanted = wish.as() == ActionEnd.COMPLETE ? ActionStatus.COMPLETE : ActionStatus.FAILED;
    if (action.status() == wanted) {
      return Optional.of("'" + action.id() + "' is " + wanted + " already");
    }
    if (action.status() != ActionStatus.UNKNOWN) {
      throw refused(
          "'" + action.id() + "' is " + action.status() + ", its outcome is no question",
          "Only what is UNKNOWN is settled.");
    }
    return Optional.empty();
  }

  private ActionView action() {
    requireCompiled();
    var id = Objects.requireNonNull(wish.action());
    return view.actions().stream()
        .filter(action -> action.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                problem(
                    ProblemCode.NOT_FOUND,
                    run() + " has no action '" + id + "'",
                    NearestName.suggestion(
                        view.actions().stream().map(ActionView::id).toList(), id)));
  }

  private void requireCompiled() {
    if (row.status().phase() == Phase.COMPILE) {
      throw refused(
          run() + " has no actions: it is " + row.status(),
          row.isTerminal() ? "Mend its package and run it again." : "Wait until it is compiled.");
    }
    if (row.status().state() == State.COMPLETE) {
      throw refused(run() + " is complete", "There is nothing to " + verb() + ".");
    }
  }

  private static boolean isRetryable(ActionView action) {
    return action.status() == ActionStatus.FAILED || action.status() == ActionStatus.CANCELLED;
  }

  private ProblemException settleFirst(ActionView action) {
    return refused(
        "'" + action.id() + "' is UNKNOWN: nobody knows what came of it",
        "See what it did, then say so: core settle "
            + shortId()
            + " --action "
            + action.id()
            + " --as complete|failed.");
  }

  private ProblemException refused(String message, String mend) {
    return problem(ProblemCode.CONFLICT, message, mend);
  }

  private static ProblemException problem(ProblemCode code, String message, String mend) {
    return new ProblemException(Problem.of(code, message, mend));
  }

  private String verb() {
    return wish.verb().name().toLowerCase(java.util.Locale.ROOT);
  }

  private String run() {
    return "run " + shortId();
  }

  private String shortId() {
    return row.runId().shortId();
  }
}
