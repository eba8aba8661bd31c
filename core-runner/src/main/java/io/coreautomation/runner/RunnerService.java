package io.coreautomation.runner;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Clock;
import java.util.Map;

/**
 * Starts runs. The row's move is the guard, for ever; the execution's name is only the second one,
 * as Step Functions frees names after 90 days. Delivered twice, a request starts nothing new; a
 * crash between the two steps is mended by the next delivery.
 */
public final class RunnerService {
  private static final long FIRST_GENERATION = 1;

  private final Runs runs;
  private final ObjectStore objects;
  private final RunLauncher launcher;
  private final Clock clock;

  public RunnerService(Runs runs, ObjectStore objects, RunLauncher launcher, Clock clock) {
    this.runs = runs;
    this.objects = objects;
    this.launcher = launcher;
    this.clock = clock;
  }

  /**
   * Starts a run, or finds it started.
   *
   * @throws ProblemException {@code NOT_FOUND} if there is no such run or list; {@code CONFLICT} if
   *     the run is about something else, or cannot be started as it stands
   */
  public RunnerAnswer start(RunnerRequest request) {
    var row = requested(request);
    var execution = executionName(row);
    if (row.status().equals(requestedStatus(row))) {
      // ALREADY_STARTED is as good: an earlier delivery got as far.
      launcher.start(
          execution,
          Json.object()
              .put("runId", row.runId().text())
              .put("generation", row.generation())
              .put("turn", 0)
              .put("next", "continue")
              .put("wakeInSeconds", 0)
              .put("wakeCounter", 0));
    }
    return new RunnerAnswer(row.runId(), row.status(), execution);
  }

  /** The name of a run's execution: two deliveries use the same, a later generation another. */
  private static String executionName(RunRow row) {
    return row.task().label() + "-" + row.runId() + "-" + row.generation();
  }

  private RunRow requested(RunnerRequest request) {
    while (true) {
      var row =
          runs.get(request.runId())
              .orElseThrow(
                  () ->
                      problem(
                          ProblemCode.NOT_FOUND,
                          "there is no run " + request.runId(),
                          "Submit its task to the invoker."));
      checkSame(row, request);
      if (row.status().phase() != Phase.COMPILE) {
        return row;
      }
      if (row.status().state() != State.COMPLETE || row.isTerminal()) {
        throw problem(
            ProblemCode.CONFLICT,
            "run " + row.runId() + " is " + row.status() + " and cannot be started",
            "Submit a new task.");
      }
      try {
        return move(row, request);
      } catch (ConditionFailedException e) {
        // Another delivery was faster: the next round sees what it did.
      }
    }
  }

  private RunRow move(RunRow row, RunnerRequest request) {
    var list = list(row, request);
    return runs.move(
        row,
        requestedStatus(row),
        changes ->
            changes
                .list(request.listDigest())
                .generation(FIRST_GENERATION)
                .counts(Map.of("PENDING", (long) list.actions().size())),
        Event.ofRun(
            row.runId(),
            row.prn(),
            Event.RUN_QUEUED,
            "%s of %d actions".formatted(row.task().label(), list.actions().size()),
            clock.instant()));
  }

  private ActionList list(RunRow row, RunnerRequest request) {
    return objects
        .get(ObjectKeys.of(row.coordinates()).list(request.listDigest()))
        .map(stored -> ActionList.parse(stored.content()))
        .orElseThrow(
            () ->
                problem(
                    ProblemCode.NOT_FOUND,
                    "there is no action list " + request.listDigest().abbreviated(),
                    "Submit the task again: it is compiled anew."));
  }

  private static void checkSame(RunRow row, RunnerRequest request) {
    var other = row.listDigest() != null && !request.listDigest().equals(row.listDigest());
    if (other || row.task() != request.task()) {
      throw problem(
          ProblemCode.CONFLICT,
          "run " + row.runId() + " was asked for something else",
          "Use a new correlation id for a new request.");
    }
  }

  private static RunStatus requestedStatus(RunRow row) {
    return RunStatus.of(Phase.of(row.task()), State.REQUESTED);
  }

  private static ProblemException problem(ProblemCode code, String message, String mend) {
    return new ProblemException(Problem.of(code, message, mend));
  }
}
