package io.coreautomation.cli.verb;

import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.task.TaskOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a task is carried out. */
final class TaskFlags {
  @Option(names = "--force", description = "carry out what would be refused as protected")
  private boolean force;

  @Option(
      names = "--on-failure",
      paramLabel = "HOW",
      description = {
        "drain: start nothing new (the default); cancel: call off what runs;",
        "continue: let independent branches go on; rollback: take back what was changed"
      })
  private @Nullable OnFailure onFailure;

  @Option(names = "--max-parallel", paramLabel = "N", description = "actions at a time")
  private @Nullable Integer maxParallel;

  @Option(
      names = "--on-locked",
      paramLabel = "HOW",
      description = "where others work on the same: wait in line (the default), or fail")
  private @Nullable OnLocked onLocked;

  @Nullable OnLocked onLocked() {
    return onLocked;
  }

  TaskOptions options() {
    return options(false);
  }

  TaskOptions options(boolean trustRegistry) {
    return new TaskOptions(
        force, false, onFailure, maxParallel, onLocked, null, trustRegistry, false);
  }
}
