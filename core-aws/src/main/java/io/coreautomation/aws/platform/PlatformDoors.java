package io.coreautomation.aws.platform;

import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.AwsClientFactory;
import io.coreautomation.aws.access.CallCounter;
import io.coreautomation.aws.access.ClientFactory;
import io.coreautomation.aws.access.RoleChainAccess;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.aws.launch.StepFunctionsLauncher;
import io.coreautomation.aws.mail.LambdaMailbox;
import io.coreautomation.aws.store.S3Bucket;
import io.coreautomation.aws.store.S3ObjectStore;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.lambda.PlatformSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Makes the doors of a Lambda function, in the name of its execution role. One instance lives as
 * long as the function's process; nothing is closed.
 */
public final class PlatformDoors {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  /** A layer that is called answers once it has compiled or started: minutes at most. */
  private static final Duration LAYER_TIMEOUT = Duration.ofMinutes(14);

  private final PlatformSettings settings;
  private final ClientFactory clients;
  private final AwsCredentialsProvider credentials;

  private PlatformDoors(PlatformSettings settings) {
    this.settings = settings;
    this.clients =
        new AwsClientFactory(
            UrlConnectionHttpClient.builder().socketTimeout(LAYER_TIMEOUT).build());
    this.credentials = DefaultCredentialsProvider.builder().build();
  }

  /**
   * The doors of a function with that environment.
   *
   * @throws io.coreautomation.framework.problem.ProblemException that names all settings that are
   *     missing
   */
  public static PlatformDoors of(Map<String, String> environment) {
    return new PlatformDoors(PlatformSettings.read(environment));
  }

  public PlatformSettings settings() {
    return settings;
  }

  /** A client of one of the platform's own services. */
  public <C extends SdkClient> C client(Class<C> service) {
    return client(service, CALL_TIMEOUT);
  }

  public ObjectStore objects() {
    var bucket = new S3Bucket(settings.bucket(), region(), settings.account(), null);
    var presigner = S3Presigner.builder().region(region()).credentialsProvider(credentials).build();
    return new S3ObjectStore(client(S3Client.class), presigner, bucket);
  }

  public RunLauncher launcher() {
    return new StepFunctionsLauncher(client(SfnClient.class), settings.stateMachineArn());
  }

  public Mailbox mailbox() {
    return new LambdaMailbox(
        client(LambdaClient.class, LAYER_TIMEOUT),
        Map.of(
            Layer.INVOKER, settings.invokerFunction(),
            Layer.DEPLOYSPEC, settings.deployspecFunction(),
            Layer.RUNNER, settings.runnerFunction()));
  }

  /** Clients of target accounts, in the roles that trust this platform. */
  public AwsAccess access() {
    return new RoleChainAccess(
        clients,
        region(),
        credentials,
        new TargetRoles(settings.rolePrefix(), settings.externalId()),
        Clock.systemUTC()::instant,
        new CallCounter());
  }

  private <C extends SdkClient> C client(Class<C> service, Duration timeout) {
    return clients.create(service, region(), credentials, timeout);
  }

  private Region region() {
    return Region.of(settings.region());
  }
}
