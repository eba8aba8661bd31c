package io.coreautomation.api;

import io.coreautomation.api.route.ApiResponse;
import io.coreautomation.api.route.Exchange;
import io.coreautomation.api.route.Route;
import io.coreautomation.api.route.RouteTable;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.idempotency.Idempotency;
import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemDocument;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.shape.JsonSchema;
import io.coreautomation.framework.task.TaskReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The platform's routes, each one line. */
public final class CoreApi {
  /** Where the schema of a task is served; it is also its {@code $id}. */
  public static final String TASK_SCHEMA = "/v1/schemas/task.schema.json";

  private static final List<String> NO_BODY = List.of();
  private static final List<String> TASKS =
      List.of("application/json", "application/yaml", "text/yaml", "application/x-yaml");

  private final SubmitTask submitTask;
  private final ShowRuns showRuns;
  private final String world;
  private final Supplier<RunId> ids;

  /**
   * An interface to one platform.
   *
   * @param mailbox to the invoker
   * @param world what its runs act on
   * @param ids for requests that bring none
   */
  public CoreApi(
      Runs runs,
      Grants grants,
      Idempotency idempotency,
      ObjectStore objects,
      Mailbox mailbox,
      String world,
      Supplier<RunId> ids) {
    this.submitTask = new SubmitTask(idempotency, mailbox);
    this.showRuns = new ShowRuns(runs, grants, objects);
    this.world = world;
    this.ids = ids;
  }

  public RouteTable routes() {
    return new RouteTable(
        List.of(
            new Route("POST", "/v1/tasks", "submitTask", Route.OF_THE_TASK, TASKS, submitTask),
            new Route("GET", "/v1/runs", "listRuns", "read", NO_BODY, showRuns::list),
            new Route("GET", "/v1/runs/{run}", "showRun", "read", NO_BODY, showRuns::one),
            new Route("GET", "/v1/health", "showHealth", "", NO_BODY, this::health),
            new Route("GET", "/v1/problems/{code}", "showProblem", "", NO_BODY, CoreApi::problem),
            new Route("GET", TASK_SCHEMA, "showTaskSchema", "", NO_BODY, CoreApi::taskSchema)),
        ids);
  }

  private ApiResponse health(Exchange exchange) {
    return ApiResponse.json(200, Json.object().put("status", "ok").put("world", world));
  }

  private static ApiResponse taskSchema(Exchange exchange) {
    return ApiResponse.json(200, JsonSchema.document(TASK_SCHEMA, TaskReader.shape()));
  }

  /** What the {@code type} of a problem leads to. */
  private static ApiResponse problem(Exchange exchange) {
    var word = exchange.variable("code");
    var code =
        Arrays.stream(ProblemCode.values())
            .filter(known -> ProblemDocument.word(known).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemCode.NOT_FOUND,
                            "there is no problem '" + word + "'",
                            "Use the type that a problem names.")));
    return ApiResponse.json(
        200,
        Json.object()
            .put("code", code.name())
            .put("title", ProblemDocument.title(code))
            .put("status", ProblemDocument.status(code))
            .put("exitCode", code.category().exitCode())
            .put("retryable", code.retryable()));
  }
}
