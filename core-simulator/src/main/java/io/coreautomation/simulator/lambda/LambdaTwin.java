package io.coreautomation.simulator.lambda;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
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
 * answers {@code null}, as a handler that returns nothing does.
 */
public final class LambdaTwin {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final int DONE = 200;
  private static final int QUEUED = 202;

  private final StackThings things;
  private final Sequence<Invocation> invocations;

  /** An invocation that was taken. */
  public record Invocation(String function, String type, String payload) {}

  private LambdaTwin(TwinWorld world) {
    this.things = new StackThings(world);
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
            Set.of("lambda:" + (operation.equals("Invoke") ? "InvokeFunction" : operation)));
  }

  private InvokeResponse invoke(Caller caller, InvokeRequest request) {
    var name = request.functionName().replaceFirst("^arn:.*:function:", "");
    var place = new Place(caller.accountId(), caller.region());
    if (things.find(place, FUNCTION, name).isEmpty()) {
      throw Refusal.of(
          ResourceNotFoundException.builder(),
          "Lambda",
          404,
          "ResourceNotFoundException",
          "Function not found: arn:%s:lambda:%s:%s:function:%s"
              .formatted(place.partition(), caller.region(), caller.accountId(), name));
    }
    var type =
        request.invocationType() == null
            ? InvocationType.REQUEST_RESPONSE
            : request.invocationType();
    var payload = request.payload() == null ? "" : request.payload().asUtf8String();
    invocations.add(
        caller.accountId(), caller.region(), new Invocation(name, type.toString(), payload));
    return type == InvocationType.EVENT
        ? InvokeResponse.builder().statusCode(QUEUED).build()
        : InvokeResponse.builder()
            .statusCode(DONE)
            .executedVersion("$LATEST")
            .payload(SdkBytes.fromUtf8String("null"))
            .build();
  }
}
