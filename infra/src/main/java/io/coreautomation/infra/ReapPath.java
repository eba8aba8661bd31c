package io.coreautomation.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.LambdaFunctionProps;
import software.constructs.Construct;

/**
 * What calls the function {@code reap}: each execution of ours that ends without success, at once;
 * and a sweep of all runs every five minutes, for what no event tells.
 */
final class ReapPath extends Construct {
  private static final Duration SWEEP = Duration.minutes(5);

  ReapPath(Construct scope, PlatformNames names, PlatformFunction reap, DeadLetters letters) {
    super(scope, "ReapPath");
    var target =
        new LambdaFunction(
            reap.live(), LambdaFunctionProps.builder().deadLetterQueue(letters.queue()).build());
    Rule.Builder.create(this, "ExecutionDied")
        .ruleName(names.base() + "-execution-died")
        .description("An execution has ended without success")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.states"))
                .detailType(List.of("Step Functions Execution Status Change"))
                .detail(
                    Map.of(
                        "stateMachineArn", List.of(names.stateMachineArn()),
                        "status", List.of("ABORTED", "FAILED", "TIMED_OUT")))
                .build())
        .targets(List.of(target))
        .build();
    Rule.Builder.create(this, "Sweep")
        .ruleName(names.base() + "-sweep")
        .description("Looks after the runs that are not at their end")
        .schedule(Schedule.rate(SWEEP))
        .targets(List.of(target))
        .build();
  }
}
