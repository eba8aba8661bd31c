package io.coreautomation.invoker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What the invoker is asked: to accept a task for a principal, or to carry out a run that it has
 * accepted.
 *
 * @param task in any spelling of the wire
 * @param principal who asks, as the caller's own edge knows it. Only our own edges may call the
 *     invoker's function: that is what makes this more than a claim.
 * @param carryOut the run to carry out; task and principal are not given then
 */
public record InvokerRequest(
    @Nullable JsonNode task, @Nullable String principal, @Nullable RunId carryOut) {
  public InvokerRequest {
    var accepts = task != null && principal != null && !principal.isBlank();
    if (accepts == (carryOut != null)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "the request names neither a task with its principal nor a run to carry out",
              "Send {\"task\":{…},\"principal\":\"…\"} or {\"carryOut\":\"<run>\"}."));
    }
  }

  /** The request to accept a task. */
  public static ObjectNode accept(Task task, String principal) {
    return Json.object().put("principal", principal).set("task", task.json());
  }

  /** The request to carry out a run that was accepted. */
  public static ObjectNode carryOut(RunId run) {
    return Json.object().put("carryOut", run.text());
  }

  /** Whether it comes as an event that is delivered again when it fails. */
  public boolean isEvent() {
    return carryOut != null;
  }
}
