package io.coreautomation.simulator.client;

import io.coreautomation.simulator.fault.CallMatch;
import io.coreautomation.simulator.fault.Faults.CallFault;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.world.TwinWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.regions.Region;

/**
 * One client. A method with a request, with or without bytes to send or to receive, goes to the
 * operation; each other is the interface's own default, which comes back here with a request, or is
 * a paginator over calls that do.
 */
final class ClientHandler implements InvocationHandler {
  private static final byte[] NOTHING = {};

  private final TwinWorld world;
  private final ServiceTwin service;
  private final Identity identity;
  private final Region region;
  private final Authorization authorization;

  ClientHandler(TwinWorld world, ServiceTwin service, Identity identity, Region region) {
    this.world = world;
    this.service = service;
    this.identity = identity;
    this.region = region;
    this.authorization = Authorization.of(world);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && arguments[0] instanceof AwsRequest request) {
      if (arguments.length == 1 && SdkResponse.class.isAssignableFrom(method.getReturnType())) {
        return call(operationName(method), request, NOTHING).answer();
      }
      if (arguments.length == 2 && arguments[1] instanceof RequestBody body) {
        return call(operationName(method), request, bytes(body)).answer();
      }
      if (arguments.length == 2 && arguments[1] instanceof ResponseTransformer<?, ?> receiver) {
        return received(receiver, call(operationName(method), request, NOTHING));
      }
    }
    return switch (method.getName()) {
      case "serviceName" -> service.name();
      case "close" -> null;
      case "toString" -> "twin of " + service.name() + " in " + region;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "waiter", "utilities", "serviceClientConfiguration" -> throw unknown(method.getName());
      default -> InvocationHandler.invokeDefault(proxy, method, arguments);
    };
  }

  private static byte[] bytes(RequestBody body) throws IOException {
    try (var stream = body.contentStreamProvider().newStream()) {
      return stream.readAllBytes();
    }
  }

  @SuppressWarnings("unchecked") // the client's interface pairs requests with transformers
  private static <R> Object received(
      ResponseTransformer<R, ?> receiver, ServiceTwin.Streamed streamed) throws Exception {
    return receiver.transform(
        (R) streamed.answer(),
        AbortableInputStream.create(new ByteArrayInputStream(streamed.received())));
  }

  private ServiceTwin.Streamed call(String name, AwsRequest request, byte[] sent) {
    var operation = service.operation(request.getClass()).orElseThrow(() -> unknown(name));
    var caller = identity.caller(service, region.id());
    var fault =
        world
            .faults()
            .onCall(new CallMatch(service.name(), name, caller.accountId(), caller.region()))
            .orElse(null);
    switch (fault) {
      case null -> {
        throttle(name, caller);
        authorize(name, caller, request);
        return operation.call(caller, request, sent);
      }
      case CallFault.Throttle() -> throw Refusal.of(service, 400, "Throttling", "Rate exceeded");
      case CallFault.Deny() ->
          throw Refusal.of(
              service,
              403,
              "AccessDenied",
              "User: "
                  + caller.principal().arn()
                  + " is not authorized to perform: "
                  + service.name()
                  + ":"
                  + name
                  + " because no identity-based policy allows the "
                  + service.name()
                  + ":"
                  + name
                  + " action");
      case CallFault.InternalFailure() ->
          throw Refusal.of(
              service,
              500,
              "InternalFailure",
              "The request processing has failed because of an unknown error, exception or"
                  + " failure.");
      case CallFault.LoseResponse() -> {
        authorize(name, caller, request);
        var lost = operation.call(caller, request, sent).answer();
        throw SdkClientException.create(
            "Unable to execute HTTP request: the answer was lost: "
                + lost.getClass().getSimpleName());
      }
    }
  }

  private void throttle(String name, Caller caller) {
    if (world.settings().throttling()
        && !world.part(TokenBuckets.class, TokenBuckets::new).take(service.name(), name, caller)) {
      throw Refusal.of(service, 400, "Throttling", "Rate exceeded");
    }
  }

  private void authorize(String name, Caller caller, AwsRequest request) {
    if (!authorization.limits(caller.principal(), caller.session())) {
      return;
    }
    // In one order, so that a caller who lacks several is always told of the same one.
    for (var action : new TreeSet<>(service.permissions(name, request))) {
      var need = service.need(caller, action, request);
      authorization
          .refusal(caller.principal(), caller.session(), caller.region(), need)
          .ifPresent(
              message -> {
                throw Refusal.of(service, 403, "AccessDenied", message);
              });
    }
  }

  private UnsupportedOperationException unknown(String operation) {
    return new UnsupportedOperationException(
        "the twin does not know " + service.name() + ":" + operation + ": say so in an issue");
  }

  private static String operationName(Method method) {
    var name = method.getName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
