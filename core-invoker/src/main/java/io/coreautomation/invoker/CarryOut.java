package io.coreautomation.invoker;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunChanges;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.ConditionFailedException;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskReader;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What comes after a task is recorded: compile, then run. Each step first looks how far the run is,
 * so a second delivery goes on where the first one stopped.
 */
final class CarryOut {
  private final Runs runs;
  private final ObjectStore objects;
  private final Mailbox mailbox;
  private final BoundTasks bound;
  private final Clock clock;

  CarryOut(Runs runs, ObjectStore objects, Mailbox mailbox, BoundTasks bound, Clock clock) {
    this.runs = runs;
    this.objects = objects;
    this.mailbox = mailbox;
    this.bound = bound;
    this.clock = clock;
  }

  RunRow run(RunId id) {
    while (true) {
      var row = row(id);
      try {
        if (row.status().phase() == Phase.COMPILE && !row.isTerminal()) {
          started(row.status().state() == State.COMPLETE ? row : compiled(row));
        } else if (row.status().state() == State.REQUESTED) {
          started(row); // the runner may have died between the row and the execution
        }
        return answered(row(id));
      } catch (ConditionFailedException e) {
        // Another delivery was faster: the next round sees how far it is.
      }
    }
  }

  /** A second delivery is told what the first one was. */
  private static RunRow answered(RunRow row) {
    if (row.status().equals(RunStatus.of(Phase.COMPILE, State.FAILED))) {
      throw new ProblemException(row.problems());
    }
    return row;
  }

  private RunRow compiled(RunRow row) {
    var task = task(row);
    try {
      var list = BoundTasks.isBound(task) ? bound.list(task) : compiledNow(task);
      return runs.move(
          row,
          RunStatus.of(Phase.COMPILE, State.COMPLETE),
          changes -> {
            changes.list(list).plan(task.verb() == TaskVerb.APPLY ? task.options().plan() : null);
            packaged(task.packageRef(), changes);
          },
          event(row, Event.RUN_COMPILED, "compiled to the list " + list.abbreviated()));
    } catch (ProblemException e) {
      if (e.problems().stream().noneMatch(Problem::retryable)) {
        failed(row, e);
      }
      throw e;
    }
  }

  private Digest compiledNow(Task task) {
    var answer = mailbox.call(Layer.DEPLOYSPEC, Json.object().set("task", task.json()));
    return Digest.parse(answer.path("listDigest").asText());
  }

  private static void packaged(@Nullable PackageRef ref, RunChanges changes) {
    if (ref != null && ref.digest() != null) {
      changes.packaged(ref.key(), ref.digest());
    }
  }

  private void failed(RunRow row, ProblemException e) {
    var now = clock.instant();
    runs.move(
        row,
        RunStatus.of(Phase.COMPILE, State.FAILED),
        changes -> changes.problems(e.problems()).endedAt(now),
        Event.ofRun(row.runId(), row.prn(), Event.RUN_FAILED, e.first().text(), now));
  }

  private void started(RunRow row) {
    if (row.isTerminal()) {
      return; // to compile it was all that was asked
    }
    var list = row.listDigest();
    if (list == null) {
      throw new IllegalStateException("run " + row.runId() + " is " + row.status() + " of no list");
    }
    mailbox.call(
        Layer.RUNNER,
        Json.object()
            .put("task", row.task().label())
            .put("listDigest", list.toString())
            .put("runId", row.runId().text()));
  }

  private RunRow row(RunId id) {
    return runs.get(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.NOT_FOUND, "there is no run " + id, "Submit its task first.")));
  }

  private Task task(RunRow row) {
    var key = ObjectKeys.of(row.coordinates()).task(row.runId(), row.requestDigest());
    var stored =
        objects
            .get(key)
            .orElseThrow(() -> new IllegalStateException("run " + row.runId() + " has no task"));
    return new TaskReader().read("task.json", stored.content()).task();
  }

  private Event event(RunRow row, String type, String message) {
    return Event.ofRun(row.runId(), row.prn(), type, message, clock.instant());
  }
}
