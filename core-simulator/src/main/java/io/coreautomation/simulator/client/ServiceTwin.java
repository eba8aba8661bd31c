package io.coreautomation.simulator.client;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/** One service of the twin: the operations that are modelled, by their request type. */
public interface ServiceTwin {
  /** The SDK's synchronous client interface. */
  Class<? extends SdkClient> clientType();

  /** As in the names of IAM actions: {@code cloudformation}. */
  String name();

  /** As the SDK names it in error details: {@code CloudFormation}. */
  String sdkName();

  /** The operation for a type of request; empty if it is not modelled. */
  Optional<Operation<AwsRequest>> operation(Class<? extends AwsRequest> request);

  /**
   * The IAM actions that a call needs, as the Service Authorization Reference has them; most often
   * the one of its name.
   *
   * @param operation as the API names it, such as {@code CreateStack}
   */
  default Set<String> permissions(String operation, AwsRequest request) {
    return Set.of(name() + ":" + operation);
  }

  /** A builder of the service's own exception type. */
  AwsServiceException.Builder exception();

  /** One API operation. */
  @FunctionalInterface
  interface Operation<Q extends AwsRequest> {
    AwsResponse call(Caller caller, Q request);
  }
}
