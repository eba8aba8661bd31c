package io.coreautomation.infra;

import io.coreautomation.execute.wake.StatusSource;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.events.targets.SqsQueueProps;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * How events of target accounts wake runs: from the operations bus over a queue to the function
 * {@code wake}. The queue gathers them for some seconds, as the stacks of a run often end together:
 * one batch wakes a run once.
 */
final class WakePath extends Construct {
  private static final Duration GATHERED = Duration.seconds(5);
  private static final int BATCH = 100;

  /** After that an event is too old to be worth more: the run has looked for itself long since. */
  private static final int TRIES = 5;

  WakePath(
      Construct scope,
      PlatformNames names,
      EventBus bus,
      PlatformFunction wake,
      DeadLetters letters) {
    super(scope, "WakePath");
    var queue =
        Queue.Builder.create(this, "Queue")
            .queueName(names.wakeQueue())
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            // As Lambda asks: six times the function's time, and what a batch is gathered for.
            .visibilityTimeout(Duration.seconds(6 * Handler.WAKE.timeoutSeconds()).plus(GATHERED))
            .retentionPeriod(Duration.hours(1))
            .deadLetterQueue(
                DeadLetterQueue.builder().queue(letters.queue()).maxReceiveCount(TRIES).build())
            .build();
    Rule.Builder.create(this, "AtRest")
        .ruleName(names.base() + "-at-rest")
        .description("What runs wait for has come to rest")
        .eventBus(bus)
        .eventPattern(
            EventPattern.builder()
                .source(StatusSource.ALL.stream().map(source -> "aws." + source.service()).toList())
                .detailType(StatusSource.ALL.stream().map(StatusSource::detailType).toList())
                .build())
        .targets(
            List.of(
                new SqsQueue(
                    queue, SqsQueueProps.builder().deadLetterQueue(letters.queue()).build())))
        .build();
    wake.live()
        .addEventSource(
            SqsEventSource.Builder.create(queue)
                .batchSize(BATCH)
                .maxBatchingWindow(GATHERED)
                .reportBatchItemFailures(true)
                .build());
  }
}
