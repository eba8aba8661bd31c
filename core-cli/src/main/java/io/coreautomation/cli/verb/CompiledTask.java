package io.coreautomation.cli.verb;

import io.coreautomation.framework.task.TaskVerb;
import picocli.CommandLine.Option;

/** The task that a package is compiled for by a verb that does not carry it out. */
final class CompiledTask {
  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "the task to compile for: deploy by default")
  private TaskVerb verb = TaskVerb.DEPLOY;

  TaskVerb verb() {
    return verb;
  }
}
