package io.coreautomation.execute.kind.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.own.FunctionDeclaration.Promise;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Binder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * One question to the function that is a kind: a JSON event, of which docs/custom-kinds.md tells,
 * and an answer that is waited for.
 */
record FunctionCall(FunctionDeclaration declared, ActionContext context) {
  static final String PERMISSION = "lambda:InvokeFunction";

  /** Raised when an event changes so that functions must know. */
  private static final int PROTOCOL = 1;

  private static final String STEP = "function";

  /** What Lambda says of a function that had no time left: nobody knows how far it was. */
  private static final String TIMED_OUT = "Task timed out";

  /** What the function is to do. */
  enum Operation {
    PREVIEW,
    START,
    CHECK,
    CANCEL;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Asks, and makes of the answer what the kind answers. */
  Progress answered(
      Operation operation,
      ObjectNode params,
      @Nullable ObjectNode state,
      Function<FunctionAnswer, Progress> then) {
    return AwsCalls.guarded(
        "call the function '" + declared.function() + "'",
        () -> {
          InvokeResponse answer;
          try {
            answer = invoke(event(operation, params, state));
          } catch (ResourceNotFoundException e) {
            if (operation == Operation.PREVIEW) {
              // The run may bring it, as it may bring a stack.
              return Progress.previewed(
                  Preview.unknown(List.of("the function '" + declared.function() + "'")));
            }
            throw e;
          }
          var payload = answer.payload() == null ? "" : answer.payload().asUtf8String();
          if (answer.functionError() != null) {
            return raised(operation, payload);
          }
          var problems = new Problems();
          var read = read(payload, problems);
          return read == null ? nonsense(operation, told(problems)) : then.apply(read);
        });
  }

  private InvokeResponse invoke(ObjectNode event) {
    return context
        .client(LambdaClient.class, place())
        .invoke(
            r ->
                r.functionName(declared.function())
                    .invocationType(InvocationType.REQUEST_RESPONSE)
                    .payload(SdkBytes.fromUtf8String(Json.write(event))));
  }

  /** Its region may be another than the action's; the role is that of the action's account. */
  private Target place() {
    var region = declared.region();
    return region == null ? context.target() : new Target(context.target().account(), region);
  }

  private ObjectNode event(Operation operation, ObjectNode params, @Nullable ObjectNode state) {
    var event =
        Json.object()
            .put("protocol", PROTOCOL)
            .put("kind", declared.name())
            .put("operation", operation.word())
            .put("token", context.token(STEP))
            .put("mayHaveStarted", context.mayHaveStarted())
            .put("calledOff", context.isCalledOff())
            .put("run", context.run().toString())
            .put("action", context.action().id())
            .put("owner", context.owner().toString())
            .put("account", context.target().account())
            .put("region", context.target().region());
    event.set("params", params);
    event.set("state", Objects.requireNonNullElseGet(state, Json::object));
    return event;
  }

  private static @Nullable FunctionAnswer read(String payload, Problems problems) {
    try {
      var written = new DocumentReader().read("answer.json", payload, Dialect.PACKAGE);
      return new Binder(problems).bind(FunctionAnswer.class, written, "").orElse(null);
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  private static String told(Problems problems) {
    return problems.sorted().stream()
        .map(p -> p.path().isEmpty() ? p.message() : p.path() + ": " + p.message())
        .collect(Collectors.joining("; "));
  }

  /** The function has raised an error, or was stopped. */
  private Progress raised(Operation operation, String payload) {
    var error = error(payload);
    return error.contains(TIMED_OUT)
        ? new Progress.Failed(
            Problem.of(
                ProblemCode.AWS_UNAVAILABLE,
                "the function '" + declared.function() + "' had no time left: " + error,
                "Give it more, or have it answer 'running' and go on when it is checked."))
        : broken(
            operation,
            "the function '" + declared.function() + "' failed: " + error,
            "Its log group tells why.");
  }

  private static String error(String payload) {
    JsonNode error;
    try {
      error = Json.parse(payload);
    } catch (RuntimeException e) {
      return payload; // whatever it is, a person can read it
    }
    var message = error.path("errorMessage").asText(payload);
    var type = error.path("errorType").asText("");
    return type.isEmpty() ? message : type + ": " + message;
  }

  /** Its answer is none of those that the protocol has. */
  Progress nonsense(Operation operation, String why) {
    return broken(
        operation,
        "the function '"
            + declared.function()
            + "' gave no answer to '"
            + operation.word()
            + "' that could be understood: "
            + why,
        "docs/custom-kinds.md says what it may answer.");
  }

  /** Who cannot be asked again may have done its work: only a person can find out. */
  private Progress broken(Operation operation, String what, String mend) {
    var isInDoubt = operation == Operation.START && declared.promise() == Promise.UNREPEATABLE;
    return new Progress.Failed(
        Problem.of(isInDoubt ? ProblemCode.OUTCOME_UNKNOWN : ProblemCode.WORK_FAILED, what, mend));
  }
}
