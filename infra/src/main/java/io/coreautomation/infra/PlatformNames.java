package io.coreautomation.infra;

import io.coreautomation.framework.coordinates.Names;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;

/**
 * How everything in an installation is called. Each stack builds the names of what it shares with
 * the others from here, so no stack needs another's outputs.
 *
 * @param settings of the installation
 */
public record PlatformNames(InfraSettings settings) {
  /** The alias that callers use: a run may outlive a deployment of the function's code. */
  public static final String LIVE = "live";

  /** {@code <scope-prefix><client>-core-automation}: what every name begins with. */
  public String base() {
    return settings.scopePrefix() + settings.client() + "-core-automation";
  }

  /** The artefact bucket of the region that the stack is deployed to. */
  public String bucket() {
    return bucket(Aws.REGION);
  }

  public String bucket(String region) {
    return settings.scopePrefix() + settings.client() + "-" + settings.bucketInfix() + "-" + region;
  }

  /** The artefact buckets of the home region and of all further target regions. */
  public List<String> bucketArns() {
    return Stream.concat(Stream.of(Aws.REGION), settings.regions().stream())
        .map(region -> "arn:" + Aws.PARTITION + ":s3:::" + bucket(region))
        .toList();
  }

  public String table() {
    return base() + "-registry";
  }

  public String tableArn() {
    return arn("dynamodb", "table/" + table());
  }

  public String function(Handler handler) {
    return Names.FUNCTION.fit(base() + "-" + handler.label());
  }

  /** The role that a function runs as. */
  public String role(Handler handler) {
    return Names.ROLE.fit(base() + "-" + handler.label());
  }

  public String liveArn(Handler handler) {
    return arn("lambda", "function:" + function(handler) + ":" + LIVE);
  }

  public String stateMachine() {
    return base() + "-execute";
  }

  public String stateMachineArn() {
    return arn("states", "stateMachine:" + stateMachine());
  }

  /** All executions of the state machine. */
  public String executionArns() {
    return arn("states", "execution:" + stateMachine() + ":*");
  }

  public String alertTopic() {
    return base() + "-alerts";
  }

  public String alertTopicArn() {
    return arn("sns", alertTopic());
  }

  /** The bus that target accounts forward their events to. */
  public String operationsBus() {
    return base() + "-operations";
  }

  public String operationsBusArn() {
    return arn("events", "event-bus/" + operationsBus());
  }

  /** The queue between the operations bus and the function that wakes runs. */
  public String wakeQueue() {
    return base() + "-wake";
  }

  /** The alias of the one key, where there is one. */
  public String keyAlias() {
    return "alias/" + base();
  }

  /** A role, policy or rule in a target account; the same in all of them. */
  public String inTarget(String name) {
    return settings.scopePrefix() + "core-automation-" + name;
  }

  private static String arn(String service, String resource) {
    return "arn:"
        + Aws.PARTITION
        + ":"
        + service
        + ":"
        + Aws.REGION
        + ":"
        + Aws.ACCOUNT_ID
        + ":"
        + resource;
  }
}
