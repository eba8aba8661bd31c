package io.coreautomation.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * What drives runs: the state machine with its functions, the bus that target accounts report to,
 * what wakes runs and what restarts them, and the topic that all alarms ring at.
 */
public final class EngineStack extends Stack {
  public EngineStack(Construct scope, String id, StackProps props, Platform platform) {
    super(scope, id, props);
    alerts(platform);
    EventBus bus = operationsBus(platform);
    var letters =
        new DeadLetters(this, "DeadLetters", platform.names().base() + "-engine-dead-letters");
    new PlatformFunction(this, platform, Handler.EXECUTE, letters.queue());
    new PlatformFunction(this, platform, Handler.PARK, letters.queue());
    var wake = new PlatformFunction(this, platform, Handler.WAKE, letters.queue());
    var reap = new PlatformFunction(this, platform, Handler.REAP, letters.queue());
    var lost = new DeadLetters(this, "WakeLetters", platform.names().wakeQueue() + "-dead-letters");
    new WakePath(this, platform.names(), bus, wake, lost);
    new ReapPath(this, platform.names(), reap, letters);
    StateMachine machine = stateMachine(platform);

    var alarms = new Alarms(this, platform.names());
    alarms.onDeadLetters(
        "engine-dead-letters", letters, "A call of the engine's functions failed for good.");
    alarms.onDeadLetters(
        "wake-dead-letters",
        lost,
        "An event woke no run: it looks for itself, within ten minutes.");
    alarms.onAny(
        "executions-failed", machine.metricFailed(), "A run failed: core why tells the reason.");
    alarms.onAny(
        "executions-timed-out",
        machine.metricTimedOut(),
        "An execution ran out of time: core show tells whether its run goes on.");
  }

  private void alerts(Platform platform) {
    var topic =
        Topic.Builder.create(this, "AlertTopic")
            .topicName(platform.names().alertTopic())
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsRing")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
            .build());
    String address = platform.settings().alertAddress();
    if (address != null) {
      Subscription.Builder.create(this, "AlertAddress")
          .topic(topic)
          .protocol(SubscriptionProtocol.EMAIL)
          .endpoint(address)
          .build();
    }
  }

  private EventBus operationsBus(Platform platform) {
    var bus =
        EventBus.Builder.create(this, "OperationsBus")
            .eventBusName(platform.names().operationsBus())
            .description("Events of target accounts that wake runs")
            .build();
    var trusted = new TrustedAccounts(platform.settings());
    if (trusted.any()) {
      bus.addToResourcePolicy(
          trusted.allow(
              "TargetsReport",
              List.of("events:PutEvents"),
              List.of(bus.getEventBusArn()),
              Map.of()));
    }
    return bus;
  }

  private StateMachine stateMachine(Platform platform) {
    PlatformNames names = platform.names();
    var logs =
        LogGroup.Builder.create(this, "StateMachineLogs")
            // Step Functions grants itself by this prefix; other names fill a policy of 5 KB.
            .logGroupName("/aws/vendedlogs/states/" + names.stateMachine())
            .retention(platform.settings().logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    var role =
        Role.Builder.create(this, "StateMachineRole")
            .roleName(names.base() + "-states")
            .description("What the state machine of " + names.base() + " runs as")
            .assumedBy(new ServicePrincipal("states.amazonaws.com"))
            .build();
    role.addToPolicy(
        Permissions.allow(
            "CallFunctions",
            List.of("lambda:InvokeFunction"),
            List.of(
                names.liveArn(Handler.EXECUTE),
                names.liveArn(Handler.PARK),
                names.liveArn(Handler.INVOKER))));
    role.addToPolicy(
        Permissions.allow(
            "HandOver", List.of("states:StartExecution"), List.of(names.stateMachineArn())));
    Nag.accept(
        role.getNode().findChild("DefaultPolicy"),
        Nag.WILDCARDS,
        "Delivery of logs and traces knows no resources; the engine's own statements name theirs.");
    return StateMachine.Builder.create(this, "StateMachine")
        .stateMachineName(names.stateMachine())
        .stateMachineType(StateMachineType.STANDARD)
        .definitionBody(DefinitionBody.fromString(StateMachineFile.read()))
        .definitionSubstitutions(StateMachineFile.substitutions(names))
        .role(role)
        .tracingEnabled(true)
        .logs(
            LogOptions.builder()
                .destination(logs)
                .level(LogLevel.ALL)
                // A bare task passes through Submit, and a task token opens a parked run.
                .includeExecutionData(false)
                .build())
        .build();
  }
}
