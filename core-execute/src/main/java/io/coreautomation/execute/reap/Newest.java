package io.coreautomation.execute.reap;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import java.util.Optional;

/**
 * The execution that has a run, or that should have it.
 *
 * @param generation of it
 * @param status empty if it never was started
 * @param turn the last one that claimed the run; 0 where an execution that runs makes it
 *     uninteresting
 * @param died whether that turn came to no end
 */
public record Newest(
    String execution, long generation, Optional<ExecutionStatus> status, long turn, boolean died) {

  public boolean isRunning() {
    return status.filter(ExecutionStatus.RUNNING::equals).isPresent();
  }

  /** What the execution of a generation of a run is called. */
  static String name(RunRow row, long generation) {
    return row.task().label() + "-" + row.runId() + "-" + generation;
  }
}
