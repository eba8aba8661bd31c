package io.coreautomation.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** A queue for what could not be delivered or handled. */
public final class DeadLetters extends Construct {
  private final Queue queue;

  public DeadLetters(Construct scope, String id, String queueName) {
    super(scope, id);
    queue =
        Queue.Builder.create(this, "Queue")
            .queueName(queueName)
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
  }

  public Queue queue() {
    return queue;
  }
}
