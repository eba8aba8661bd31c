package io.coreautomation.simulator.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;

/** A service's operations by request type. Filled once, then only read. */
public final class Operations {
  private final Map<Class<?>, ServiceTwin.Streaming<AwsRequest>> byRequest = new HashMap<>();

  /** Adds an operation. */
  public <Q extends AwsRequest> Operations on(
      Class<Q> request, ServiceTwin.Operation<Q> operation) {
    return onStreaming(
        request, (caller, q, _) -> new ServiceTwin.Streamed(operation.call(caller, q)));
  }

  /** Adds an operation whose request or answer has bytes with it. */
  public <Q extends AwsRequest> Operations onStreaming(
      Class<Q> request, ServiceTwin.Streaming<Q> operation) {
    byRequest.put(request, (caller, q, sent) -> operation.call(caller, request.cast(q), sent));
    return this;
  }

  public Optional<ServiceTwin.Streaming<AwsRequest>> of(Class<? extends AwsRequest> request) {
    return Optional.ofNullable(byRequest.get(request));
  }
}
