package io.coreautomation.simulator.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;

/** A service's operations by request type. Filled once, then only read. */
public final class Operations {
  private final Map<Class<?>, ServiceTwin.Operation<AwsRequest>> byRequest = new HashMap<>();

  /** Adds an operation. */
  public <Q extends AwsRequest> Operations on(
      Class<Q> request, ServiceTwin.Operation<Q> operation) {
    byRequest.put(request, (caller, q) -> operation.call(caller, request.cast(q)));
    return this;
  }

  public Optional<ServiceTwin.Operation<AwsRequest>> of(Class<? extends AwsRequest> request) {
    return Optional.ofNullable(byRequest.get(request));
  }
}
