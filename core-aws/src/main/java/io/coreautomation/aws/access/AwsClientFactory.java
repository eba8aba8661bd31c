package io.coreautomation.aws.access;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Makes clients of AWS itself. */
public final class AwsClientFactory implements ClientFactory {
  private final RealClients clients;

  /**
   * @param http shared by all clients; whoever made it closes it
   */
  public AwsClientFactory(SdkHttpClient http) {
    this.clients = new RealClients(http);
  }

  @Override
  public <C extends SdkClient> C create(
      Class<C> service,
      Region region,
      AwsCredentialsProvider credentials,
      Duration apiCallTimeout) {
    return clients.create(service, region, credentials, apiCallTimeout, null);
  }
}
