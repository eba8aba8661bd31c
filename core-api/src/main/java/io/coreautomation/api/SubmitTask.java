package io.coreautomation.api;

import io.coreautomation.api.route.ApiRequest;
import io.coreautomation.api.route.ApiResponse;
import io.coreautomation.api.route.Exchange;
import io.coreautomation.db.idempotency.Idempotency;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskReader;
import java.util.function.Function;

/**
 * Submits a task: the invoker records it, hands the rest over to itself, and the caller has the
 * run's address before anything slow begins.
 */
final class SubmitTask implements Function<Exchange, ApiResponse> {
  private static final int LONGEST_KEY = 255;

  private final Idempotency idempotency;
  private final Mailbox mailbox;

  SubmitTask(Idempotency idempotency, Mailbox mailbox) {
    this.idempotency = idempotency;
    this.mailbox = mailbox;
  }

  @Override
  public ApiResponse apply(Exchange exchange) {
    var request = exchange.request();
    var asked = new TaskReader().read(documentName(request), request.body()).task();
    var task = asked.withCorrelationId(runId(exchange, asked));
    var answer =
        mailbox.call(
            Layer.INVOKER,
            Json.object().put("principal", request.principal()).set("task", task.json()));
    var run = answer.path("runId").asText();
    var address = "/v1/runs/" + run;
    var body = Json.object();
    body.putObject("run")
        .put("id", run)
        .put("status", answer.path("status").asText())
        .put("href", address);
    return ApiResponse.json(202, body).withHeader("Location", address);
  }

  /** The name tells the reader the format, and stands in the positions of what is wrong. */
  private static String documentName(ApiRequest request) {
    return request.header("content-type").orElse("").contains("json") ? "task.json" : "task.yaml";
  }

  private RunId runId(Exchange exchange, Task asked) {
    var request = exchange.request();
    var id = asked.correlationId() == null ? exchange.correlationId() : asked.correlationId();
    return request
        .header("idempotency-key")
        .map(key -> idempotency.claim(request.principal(), checked(key), digest(asked), id))
        .orElse(id);
  }

  private static Digest digest(Task asked) {
    return Digest.of(asked.json());
  }

  private static String checked(String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "the Idempotency-Key has " + key.length() + " characters",
              "Use 1 to " + LONGEST_KEY + ", such as a UUID."));
    }
    return key;
  }
}
