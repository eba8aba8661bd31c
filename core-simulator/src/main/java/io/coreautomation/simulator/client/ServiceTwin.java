package io.coreautomation.simulator.client;

import io.coreautomation.simulator.iam.Need;
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
  Optional<Streaming<AwsRequest>> operation(Class<? extends AwsRequest> request);

  /**
   * The IAM actions that a call needs, as the Service Authorization Reference has them; most often
   * the one of its name.
   *
   * @param operation as the API names it, such as {@code CreateStack}
   */
  default Set<String> permissions(String operation, AwsRequest request) {
    return Set.of(name() + ":" + operation);
  }

  /** One of the {@link #permissions} of a call, with the resource that it is about. */
  default Need need(Caller caller, String action, AwsRequest request) {
    return new Need(action, "*");
  }

  /** A builder of the service's own exception type. */
  AwsServiceException.Builder exception();

  /** One API operation. */
  @FunctionalInterface
  interface Operation<Q extends AwsRequest> {
    AwsResponse call(Caller caller, Q request);
  }

  /** An API operation whose request or answer has bytes with it, such as an object's. */
  @FunctionalInterface
  interface Streaming<Q extends AwsRequest> {
    /**
     * @param sent with the request; empty if nothing was
     */
    Streamed call(Caller caller, Q request, byte[] sent);
  }

  /** An answer, and the bytes that come with it. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, and compared by nobody
  record Streamed(AwsResponse answer, byte[] received) {
    public Streamed(AwsResponse answer) {
      this(answer, new byte[0]);
    }
  }
}
