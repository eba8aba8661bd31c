package io.coreautomation.simulator.client;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Makes the SDK's exceptions as the SDK makes them from a service's answer. */
public final class Refusal {
  private static final AtomicLong REQUESTS = new AtomicLong();

  private Refusal() {}

  /** An exception of the service's general type. */
  public static AwsServiceException of(
      ServiceTwin service, int status, String code, String message) {
    return of(service.exception(), service.sdkName(), status, code, message);
  }

  /** An exception of the type that the builder makes. */
  public static AwsServiceException of(
      AwsServiceException.Builder type,
      String serviceName,
      int status,
      String code,
      String message) {
    var details =
        AwsErrorDetails.builder()
            .errorCode(code)
            .errorMessage(message)
            .serviceName(serviceName)
            .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
            .build();
    return (AwsServiceException)
        type.awsErrorDetails(details)
            .message(message)
            .statusCode(status)
            .requestId(requestId())
            .build();
  }

  /** The id of a request: unlike any other of this process, and the same in each run of a test. */
  public static String requestId() {
    return new UUID(0x7717_0000_0000_4000L, 0x8000_0000_0000_0000L | REQUESTS.incrementAndGet())
        .toString();
  }
}
