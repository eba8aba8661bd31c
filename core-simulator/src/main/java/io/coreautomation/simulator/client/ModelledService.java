package io.coreautomation.simulator.client;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/**
 * A service of the twin, put together from its operations: how a service is added.
 *
 * @param permissions the IAM actions of an operation with a request
 */
public record ModelledService(
    Class<? extends SdkClient> clientType,
    String name,
    String sdkName,
    Supplier<? extends AwsServiceException.Builder> exceptions,
    Operations operations,
    BiFunction<String, AwsRequest, Set<String>> permissions)
    implements ServiceTwin {

  /** A service whose operations each need the IAM action of their name. */
  public ModelledService(
      Class<? extends SdkClient> clientType,
      String name,
      String sdkName,
      Supplier<? extends AwsServiceException.Builder> exceptions,
      Operations operations) {
    this(
        clientType,
        name,
        sdkName,
        exceptions,
        operations,
        (operation, _) -> Set.of(name + ":" + operation));
  }

  @Override
  public Optional<Operation<AwsRequest>> operation(Class<? extends AwsRequest> request) {
    return operations.of(request);
  }

  @Override
  public Set<String> permissions(String operation, AwsRequest request) {
    return permissions.apply(operation, request);
  }

  @Override
  public AwsServiceException.Builder exception() {
    return exceptions.get();
  }
}
