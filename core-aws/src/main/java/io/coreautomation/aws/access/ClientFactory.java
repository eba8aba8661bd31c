package io.coreautomation.aws.access;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/**
 * Makes SDK clients: of AWS, of an endpoint that speaks its wire, or of the twin, which implements
 * the client interfaces itself. So nothing may rely on the SDK's interceptors.
 */
public interface ClientFactory {
  /**
   * Makes a client that takes its credentials anew for each call.
   *
   * @param apiCallTimeout how long one call may take with its retries
   */
  <C extends SdkClient> C create(
      Class<C> service, Region region, AwsCredentialsProvider credentials, Duration apiCallTimeout);
}
