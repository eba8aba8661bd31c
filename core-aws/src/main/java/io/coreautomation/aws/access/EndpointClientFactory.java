package io.coreautomation.aws.access;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Makes clients of an endpoint that speaks AWS's wire for all services, such as an emulator. */
public final class EndpointClientFactory implements ClientFactory {
  private final RealClients clients;
  private final URI endpoint;

  /**
   * @param http shared by all clients; whoever made it closes it
   */
  public EndpointClientFactory(SdkHttpClient http, URI endpoint) {
    this.clients = new RealClients(http);
    this.endpoint = endpoint;
  }

  @Override
  public <C extends SdkClient> C create(
      Class<C> service,
      Region region,
      AwsCredentialsProvider credentials,
      Duration apiCallTimeout) {
    return clients.create(service, region, credentials, apiCallTimeout, endpoint);
  }
}
