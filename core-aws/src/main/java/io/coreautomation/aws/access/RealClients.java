package io.coreautomation.aws.access;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;

/**
 * Builds the SDK's own clients. Each client interface has a static {@code builder()}: found by
 * reflection, so that a new service needs nothing here.
 */
final class RealClients {
  private static final int ATTEMPTS = 2;

  private final SdkHttpClient http;

  /** Shared, as each client would start up to five threads of its own to watch its time-outs. */
  private final ScheduledExecutorService timeouts =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("aws-timeouts").unstarted(task));

  RealClients(SdkHttpClient http) {
    this.http = http;
  }

  <C extends SdkClient> C create(
      Class<C> service,
      Region region,
      AwsCredentialsProvider credentials,
      Duration apiCallTimeout,
      @Nullable URI endpoint) {
    var builder = builder(service);
    builder
        .region(region)
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(apiCallTimeout)
                .scheduledExecutorService(timeouts)
                .retryStrategy(retries())
                .build());
    ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
      if (builder instanceof S3BaseClientBuilder<?, ?> s3) {
        s3.forcePathStyle(true); // emulators have no DNS name a bucket
      }
    }
    return service.cast(builder.build());
  }

  /**
   * One more try where the connection broke, and for nothing else: the engine paces calls, and a
   * hidden retry would hide a throttle from it.
   */
  private static RetryStrategy retries() {
    return StandardRetryStrategy.builder()
        .maxAttempts(ATTEMPTS)
        .retryOnExceptionOrCauseInstanceOf(IOException.class)
        .useClientDefaults(false)
        .build();
  }

  private static AwsClientBuilder<?, ?> builder(Class<? extends SdkClient> service) {
    try {
      return (AwsClientBuilder<?, ?>) service.getMethod("builder").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(service + " is not a client interface of the SDK", e);
    }
  }
}
