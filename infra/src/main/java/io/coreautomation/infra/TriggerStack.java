package io.coreautomation.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/**
 * Deployment by push: branches of CodeCommit repositories that are created or moved. The event does
 * not say which paths changed, so the function looks whether {@code /platform} did.
 */
public final class TriggerStack extends Stack {
  private static final int RETRIES = 8;

  public TriggerStack(Construct scope, String id, StackProps props, Platform platform) {
    super(scope, id, props);
    PlatformNames names = platform.names();
    var letters = new DeadLetters(this, "DeadLetters", names.base() + "-trigger-dead-letters");
    var function = new PlatformFunction(this, platform, Handler.CODECOMMIT, letters.queue());
    Rule.Builder.create(this, "Pushes")
        .ruleName(names.base() + "-pushes")
        .description("A branch was created or moved")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.codecommit"))
                .detailType(List.of("CodeCommit Repository State Change"))
                .detail(
                    new TreeMap<>(
                        Map.of(
                            "event", List.of("referenceCreated", "referenceUpdated"),
                            "referenceType", List.of("branch"))))
                .build())
        .targets(
            List.of(
                LambdaFunction.Builder.create(function.live())
                    .deadLetterQueue(letters.queue())
                    .retryAttempts(RETRIES)
                    .maxEventAge(Duration.hours(6))
                    .build()))
        .build();
    new Alarms(this, names)
        .onDeadLetters("trigger-dead-letters", letters, "A push was not turned into a task.");
  }
}
