package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.door.RunLauncher.Start;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.interpreter.TaskHandler.TaskContext;
import io.coreautomation.local.interpreter.TaskHandler.TaskFailure;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls what tasks name, and wraps and names what comes back as Step Functions does. */
final class TaskCaller {
  private static final SecureRandom TOKENS = new SecureRandom();
  private static final int TOKEN_BYTES = 32;

  private final TaskHandler handler;
  private final Surroundings surroundings;
  private final RunLauncher executions;
  private final ExecutionStore store;

  TaskCaller(
      TaskHandler handler,
      Surroundings surroundings,
      RunLauncher executions,
      ExecutionStore store) {
    this.handler = handler;
    this.surroundings = surroundings;
    this.executions = executions;
    this.store = store;
  }

  /** A token that nobody can guess. */
  static String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    TOKENS.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  JsonNode call(TaskResource resource, JsonNode parameters, TaskContext context) throws StateError {
    return switch (resource) {
      case TaskResource.Function(String arn) -> invoke(arn, parameters, context);
      case TaskResource.Invoke _ ->
          Json.object()
              .put("ExecutedVersion", "$LATEST")
              .put("StatusCode", 200)
              .set(
                  "Payload",
                  invoke(text(parameters, "FunctionName"), parameters.path("Payload"), context));
      case TaskResource.StartExecution _ -> start(parameters);
    };
  }

  private JsonNode invoke(String function, JsonNode payload, TaskContext context)
      throws StateError {
    try {
      return Objects.requireNonNullElse(
          handler.handle(function, payload, context), NullNode.getInstance());
    } catch (TaskFailure e) {
      throw failure(e.error(), e.getMessage(), e);
    } catch (Exception e) {
      // As Lambda's Java runtime reports it.
      var report =
          Json.object()
              .put("errorMessage", e.getMessage())
              .put("errorType", e.getClass().getName());
      throw failure(e.getClass().getName(), Json.write(report), e);
    } catch (VirtualMachineError e) {
      // Memory or stack ran out: in AWS the function's process dies, and this is what is seen.
      throw failure("Lambda.Unknown", "The function's process ended: " + e, e);
    }
  }

  private static StateError failure(String error, @Nullable String cause, Throwable e) {
    var failure = new StateError(error, cause == null ? "" : cause);
    failure.initCause(e);
    return failure;
  }

  private JsonNode start(JsonNode parameters) throws StateError {
    var machine = text(parameters, "StateMachineArn");
    if (!machine.equals(surroundings.stateMachineArn())) {
      throw new StateError(
          "StepFunctions.StateMachineDoesNotExistException",
          "State Machine Does Not Exist: '" + machine + "'");
    }
    var name = text(parameters, "Name");
    var input = parameters.path("Input");
    if (executions.start(name, input) == Start.ALREADY_STARTED && !isRunning(name, input)) {
      throw new StateError(
          "StepFunctions.ExecutionAlreadyExistsException",
          "Execution Already Exists: '" + surroundings.executionArn(name) + "'");
    }
    return Json.object().put("ExecutionArn", surroundings.executionArn(name));
  }

  /** A second start with the same input, while the first runs, is answered as the first was. */
  private boolean isRunning(String name, JsonNode input) {
    return store.find(name).filter(row -> row.isRunning() && row.input().equals(input)).isPresent();
  }

  private static String text(JsonNode parameters, String field) throws StateError {
    var value = parameters.path(field).textValue();
    if (value == null) {
      throw StateError.runtime("The task's parameters have no text '" + field + "'");
    }
    return value;
  }
}
