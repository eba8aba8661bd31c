package io.coreautomation.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** The alarms of one stack; they all go to the installation's one topic. */
final class Alarms {
  private final Construct scope;
  private final PlatformNames names;
  private final ITopic topic;

  Alarms(Construct scope, PlatformNames names) {
    this.scope = scope;
    this.names = names;
    this.topic = Topic.fromTopicArn(scope, "Alerts", names.alertTopicArn());
  }

  /** Rings as soon as a metric that counts bad things is not zero. */
  void onAny(String label, Metric metric, String meaning) {
    var alarm =
        Alarm.Builder.create(scope, label)
            .alarmName(names.base() + "-" + label)
            .alarmDescription(meaning)
            .metric(metric)
            .threshold(1)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            // No executions, no calls, no messages: nothing is wrong.
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
  }

  void onDeadLetters(String label, DeadLetters letters, String meaning) {
    onAny(
        label,
        letters
            .queue()
            .metricApproximateNumberOfMessagesVisible(
                MetricOptions.builder().period(Duration.minutes(5)).statistic("Maximum").build()),
        meaning);
  }
}
