package io.coreautomation.simulator.lambda;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Sequence;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The twin of Lambda: Invoke, of functions that stacks have made. Their code is not run: each
 * answers {@code null}, as a handler that returns nothing does, unless it has a {@linkplain
 * FunctionDoubles double}. Policies of functions it has none, so nobody may call another account's.
 */
public final class LambdaTwin {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final int DONE = 200;
  private static final int QUEUED = 202;

  private final StackThings things;
  private final FunctionDoubles doubles;
  private final Sequence<Invocation> invocations;

  /** An invocation that was taken. */
  public record Invocation(String function, String type, String payload) {}

  private LambdaTwin(TwinWorld world) {
    this.things = new StackThings(world);
    this.doubles = FunctionDoubles.of(world);
    this.invocations = new Sequence<>(world, "lambda/invocation", Invocation.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(LambdaTwin.class, LambdaTwin::new);
    return new ModelledService(
            LambdaClient.class,
            "lambda",
            "Lambda",
            LambdaException::builder,
            new Operations().on(InvokeRequest.class, twin::invoke),
            (operation, _) ->
                Set.of("lambda:" + (operation.equals("Invoke") ? "InvokeFunction" : operation)))
        .about(
            (caller, _, request) ->
                request instanceof InvokeRequest invoke
                    ? FunctionAddress.of(caller, invoke.functionName(), invoke.qualifier()).arn()
                    : "*");
  }

  private InvokeResponse invoke(Caller caller, InvokeRequest request) {
    var function = FunctionAddress.of(caller, request.functionName(), request.qualifier());
    if (!function.accountId().equals(caller.accountId())) {
      throw Refusal.of(
          LambdaException.builder(),
          "Lambda",
          403,
          "AccessDeniedException",
          "User: %s is not authorized to perform: lambda:InvokeFunction on resource: %s because no resource-based policy allows the lambda:InvokeFunction action"
              .formatted(caller.principal().arn(), function.arn()));
    }
    if (things.find(function.place(), FUNCTION, function.name()).isEmpty()) {
      throw Refusal.of(
          ResourceNotFoundException.builder(),
          "Lambda",
          404,
          "ResourceNotFoundException",
          "Function not found: " + function.arn());
    }
    var type =
        request.invocationType() == null
            ? InvocationType.REQUEST_RESPONSE
            : request.invocationType();
    var payload = request.payload() == null ? "" : request.payload().asUtf8String();
    var answer = doubles.call(function.name(), payload);
    if (answer.isEmpty()) {
      invocations.add(
          caller.accountId(),
          caller.region(),
          new Invocation(function.name(), type.toString(), payload));
    }
    if (type == InvocationType.EVENT) {
      return InvokeResponse.builder().statusCode(QUEUED).build();
    }
    var said = answer.orElse(FunctionDoubles.NOTHING);
    return InvokeResponse.builder()
        .statusCode(DONE)
        .executedVersion("$LATEST")
        .functionError(said.error())
        .payload(SdkBytes.fromUtf8String(said.payload()))
        .build();
  }
}
