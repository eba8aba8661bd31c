package io.coreautomation.execute.kind.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Invokes a function. Lambda takes no token, and keeps no list of invocations: it can neither be
 * repeated nor found again.
 */
public final class InvokeFunction implements ImmediateHandler<InvokeFunction.Params> {

  /** Whether its answer is waited for. */
  public enum Invocation {
    /** Lambda queues the event and answers at once. */
    EVENT,
    /** The function has 25 s: then the call ends, and nobody knows the outcome. */
    REQUEST_RESPONSE
  }

  /** Which function, and what it gets. */
  @Doc("Which function, and what it gets.")
  public record Params(
      @Doc("the function's name or ARN") String functionName,
      @Doc("a version or an alias of it; by default $LATEST") @Nullable String qualifier,
      @Doc("what it gets, as JSON; by default nothing") @Nullable JsonNode payload,
      @Doc("requestResponse waits for its answer, at most 25 s; event, the default, does not")
          @Alias("invocationType")
          @Nullable Invocation invocation) {

    boolean isAwaited() {
      return invocation == Invocation.REQUEST_RESPONSE;
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of("AWS::Lambda::Invoke", Params.class, "Invokes a function.")
        .targeted()
        .repeatability(new Repeatability.Unrepeatable())
        .permissions("lambda:InvokeFunction")
        .usual(Duration.ofSeconds(2))
        .output("statusCode", "200 of one that was waited for, 202 of one that was told")
        .output("payload", "what the function answered, as JSON")
        .example(
            """
            functionName: shop-warm-up
            payload:
              version: "42"
            invocation: requestResponse
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 1));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return AwsCalls.guarded(
        "invoke '" + params.functionName() + "'",
        () ->
            ended(
                params,
                context
                    .client(LambdaClient.class)
                    .invoke(
                        r ->
                            r.functionName(params.functionName())
                                .qualifier(params.qualifier())
                                .invocationType(
                                    params.isAwaited()
                                        ? InvocationType.REQUEST_RESPONSE
                                        : InvocationType.EVENT)
                                .payload(
                                    params.payload() == null
                                        ? null
                                        : SdkBytes.fromUtf8String(Json.write(params.payload()))))));
  }

  /** A function that fails is an answer of Lambda's that is a success. */
  private static Progress ended(Params params, InvokeResponse answer) {
    var payload = answer.payload() == null ? "" : answer.payload().asUtf8String();
    if (answer.functionError() != null) {
      return new Progress.Failed(
          Problem.of(
              ProblemCode.AWS_REFUSED,
              "the function '" + params.functionName() + "' failed: " + payload,
              "Its log group tells why."));
    }
    var outputs = new TreeMap<String, String>();
    outputs.put("statusCode", String.valueOf(answer.statusCode()));
    if (params.isAwaited()) {
      outputs.put("payload", payload);
    }
    return Progress.done(Change.NONE, outputs);
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has invoked a function, whatever that did");
  }
}
