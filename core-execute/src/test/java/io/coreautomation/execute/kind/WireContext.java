package io.coreautomation.execute.kind;

import io.coreautomation.aws.access.EndpointClientFactory;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * What a kind knows while it calls an emulator over the wire.
 *
 * @param endpoint of the emulator
 * @param isAgain whether it has been called before, and nobody knows how that ended
 */
record WireContext(URI endpoint, boolean isAgain) implements ActionContext {
  /** The account that moto has for everybody. */
  static final Target TARGET = new Target("123456789012", "eu-west-1");

  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-0000000000cc");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public RunId run() {
    return RUN;
  }

  @Override
  public Action action() {
    return Action.of("wire", "any", new Source("deployspec.yaml", 3, 5))
        .name("wire")
        .target(TARGET)
        .build();
  }

  @Override
  public Target target() {
    return TARGET;
  }

  @Override
  public Prn owner() {
    return KindWorld.OWNER;
  }

  @Override
  public boolean mayHaveStarted() {
    return isAgain;
  }

  @Override
  public boolean isCalledOff() {
    return false;
  }

  @Override
  public String token(String step) {
    return Token.of(RUN, "wire", 1, step);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, Target place) {
    return new EndpointClientFactory(UrlConnectionHttpClient.create(), endpoint)
        .create(
            service,
            Region.of(place.region()),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
            PATIENCE);
  }

  @Override
  public String stackExecutionRole() {
    return "arn:aws:iam::" + TARGET.account() + ":role/stacks";
  }

  @Override
  public ChildRun child(String action, TaskVerb task) {
    throw new UnsupportedOperationException("no other run is reached over this wire");
  }

  @Override
  public byte[] object(String key) {
    throw new UnsupportedOperationException("no store is reached over this wire");
  }

  @Override
  public URI objectUrl(String key) {
    throw new UnsupportedOperationException("no store is reached over this wire");
  }

  @Override
  public Instant now() {
    return Instant.parse("2026-01-01T00:00:00Z");
  }
}
