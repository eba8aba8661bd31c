package io.coreautomation.aws.access;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells throttles from other answers. */
final class Throttling {
  /**
   * The codes that "Retry behavior" in the AWS SDKs and Tools Reference Guide lists as throttles,
   * with the spellings of services that have their own: {@code ThrottledException} (older JSON
   * services), {@code Client.RequestLimitExceeded} (EC2's Query API), {@code
   * RequestThrottledException} and {@code BandwidthLimitExceeded} (S3 and its kin). Quotas such as
   * {@code LimitExceededException} are not among them: waiting does not lift those.
   */
  private static final Set<String> CODES =
      Set.of(
          "BandwidthLimitExceeded",
          "Client.RequestLimitExceeded",
          "EC2ThrottledException",
          "PriorRequestNotComplete",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException",
          "TransactionInProgressException");

  private static final int TOO_MANY_REQUESTS = 429;

  private Throttling() {}

  static boolean is(AwsServiceException e) {
    return e.statusCode() == TOO_MANY_REQUESTS || CODES.contains(AwsProblems.code(e));
  }
}
