package io.coreautomation.deployspec.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskReader;

/** What the invoker sends: a task, in any spelling of the wire. */
public record DeployspecRequest(JsonNode task) {
  public DeployspecRequest {
    if (task == null) {
      throw new ProblemException(
          Problem.of(ProblemCode.REQUEST_INVALID, "the task is missing", "Send {\"task\": {…}}."));
    }
  }

  Task read() {
    return new TaskReader().read(Nodes.of(task, Source.ofFile("task"))).task();
  }
}
