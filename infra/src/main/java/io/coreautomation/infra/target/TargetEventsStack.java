package io.coreautomation.infra.target;

import io.coreautomation.execute.wake.StatusSource;
import io.coreautomation.infra.DeadLetters;
import io.coreautomation.infra.Nag;
import io.coreautomation.infra.Platform;
import io.coreautomation.infra.PlatformNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.EventBus;
import software.amazon.awscdk.services.events.targets.EventBusProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * Tells the platform when something that runs wait for has come to rest, once a region of a target
 * account. A region without it is polled: slower, not wrong.
 */
public final class TargetEventsStack extends Stack {
  /** What the engine's tokens begin with. */
  private static final String OUR_TOKENS = "ca-";

  public TargetEventsStack(Construct scope, String id, Platform platform) {
    super(
        scope,
        id,
        StackProps.builder()
            .stackName(platform.names().inTarget("target-events"))
            .description("Forwards this region's events to Core Automation")
            .synthesizer(BootstraplessSynthesizer.Builder.create().build())
            .build());
    PlatformNames names = platform.names();
    var busArn =
        CfnParameter.Builder.create(this, "OperationsBusArn")
            .description("The platform's operations bus")
            .allowedPattern("arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/.+")
            .build();
    IEventBus operations =
        software.amazon.awscdk.services.events.EventBus.fromEventBusArn(
            this, "OperationsBus", busArn.getValueAsString());
    var letters = new DeadLetters(this, "DeadLetters", names.inTarget("events-dead-letters"));
    Nag.accept(
        letters.queue().getNode().findChild("Resource"),
        "AwsSolutions-SQS3",
        "It is the rule's dead-letter queue, which cdk-nag does not see.");
    var role =
        Role.Builder.create(this, "ForwardRole")
            // Roles are global and this stack is regional.
            .roleName(names.inTarget("events-" + Aws.REGION))
            .description("Forwards events to Core Automation's operations bus")
            .assumedBy(new ServicePrincipal("events.amazonaws.com"))
            .build();
    var target =
        new EventBus(
            operations,
            EventBusProps.builder().role(role).deadLetterQueue(letters.queue()).build());
    for (StatusSource source : StatusSource.ALL) {
      Rule.Builder.create(this, label(source))
          .ruleName(names.inTarget(source.service() + "-at-rest"))
          .description("Something that a run may wait for has come to rest: " + source.service())
          .eventPattern(
              EventPattern.builder()
                  .source(List.of("aws." + source.service()))
                  .detailType(List.of(source.detailType()))
                  .detail(detail(source))
                  .build())
          .targets(List.of(target))
          .build();
    }
  }

  private static String label(StatusSource source) {
    return source.detailType().split(" ")[0] + "AtRest";
  }

  /** Only the statuses at rest; and of all the stacks only those that we have changed. */
  static Map<String, Object> detail(StatusSource source) {
    Map<String, Object> detail = new TreeMap<>();
    Object status = source.atRest();
    for (String field : source.status().reversed().subList(0, source.status().size() - 1)) {
      status = Map.of(field, status);
    }
    detail.put(source.status().getFirst(), status);
    if (source.equals(StatusSource.STACKS)) {
      detail.put(source.about(), List.of(Map.of("prefix", OUR_TOKENS)));
    }
    return detail;
  }
}
