package io.coreautomation.infra.target;

import io.coreautomation.infra.DeadLetters;
import io.coreautomation.infra.Nag;
import io.coreautomation.infra.Platform;
import io.coreautomation.infra.PlatformNames;
import java.util.List;
import java.util.Map;
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
 * Tells the platform when a stack has come to rest, once a region of a target account. A region
 * without it is polled: slower, not wrong.
 */
public final class TargetEventsStack extends Stack {
  /**
   * Those after which a run can go on. Not the resources' events: a stack can have hundreds.
   * Clean-up counts: outputs are final then.
   */
  static final List<String> AT_REST =
      List.of(
          "CREATE_COMPLETE",
          "CREATE_FAILED",
          "DELETE_COMPLETE",
          "DELETE_FAILED",
          "IMPORT_COMPLETE",
          "IMPORT_ROLLBACK_COMPLETE",
          "IMPORT_ROLLBACK_FAILED",
          "ROLLBACK_COMPLETE",
          "ROLLBACK_FAILED",
          "UPDATE_COMPLETE",
          "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
          "UPDATE_FAILED",
          "UPDATE_ROLLBACK_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
          "UPDATE_ROLLBACK_FAILED");

  public TargetEventsStack(Construct scope, String id, Platform platform) {
    super(
        scope,
        id,
        StackProps.builder()
            .stackName(platform.names().inTarget("target-events"))
            .description("Forwards this region's stack events to Core Automation")
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
            .description("Forwards stack events to Core Automation's operations bus")
            .assumedBy(new ServicePrincipal("events.amazonaws.com"))
            .build();
    Rule.Builder.create(this, "StacksAtRest")
        .ruleName(names.inTarget("stacks-at-rest"))
        .description("A stack has come to rest")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.cloudformation"))
                .detailType(List.of("CloudFormation Stack Status Change"))
                .detail(Map.of("status-details", Map.of("status", AT_REST)))
                .build())
        .targets(
            List.of(
                new EventBus(
                    operations,
                    EventBusProps.builder().role(role).deadLetterQueue(letters.queue()).build())))
        .build();
  }
}
