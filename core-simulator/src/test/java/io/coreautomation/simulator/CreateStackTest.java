package io.coreautomation.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

class CreateStackTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Name: {Type: String, Default: orders}
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          DependsOn: Topic
        Topic:
          Type: AWS::SNS::Topic
          Properties:
            TopicName: !Sub "${Name}-topic"
      Outputs:
        TopicArn: {Value: !Ref Topic}
        QueueArn: {Value: !GetAtt Queue.Arn}
      """;

  private final Twin twin = new Twin();

  @Test
  void a_stack_passes_through_its_statuses_as_world_time_passes() {
    var id = twin.create("orders", TEMPLATE);
    assertThat(twin.status("orders")).isEqualTo("CREATE_IN_PROGRESS");
    assertThat(twin.outputs("orders")).isEmpty();

    twin.settle();
    assertThat(twin.status(id)).isEqualTo("CREATE_COMPLETE");
    assertThat(twin.outputs("orders"))
        .containsEntry("TopicArn", "arn:aws:sns:eu-west-1:111111111111:orders-topic");
    assertThat(twin.outputs("orders").get("QueueArn"))
        .startsWith("arn:aws:sqs:eu-west-1:111111111111:orders-Queue-");
  }

  @Test
  void events_are_told_in_order_and_newest_first() {
    twin.create("orders", TEMPLATE);
    twin.settle();
    assertThat(twin.transcript("orders"))
        .isEqualTo(
            """
            orders CREATE_IN_PROGRESS | User Initiated
            Topic CREATE_IN_PROGRESS
            Topic CREATE_IN_PROGRESS | Resource creation Initiated
            Topic CREATE_COMPLETE
            Queue CREATE_IN_PROGRESS
            Queue CREATE_IN_PROGRESS | Resource creation Initiated
            Queue CREATE_COMPLETE
            orders CREATE_COMPLETE
            """);
  }

  @Test
  void a_name_that_is_taken_is_refused() {
    twin.create("orders", TEMPLATE);
    assertThatThrownBy(() -> twin.create("orders", TEMPLATE))
        .isInstanceOfSatisfying(
            AlreadyExistsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AlreadyExistsException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Stack [orders] already exists");
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.requestId()).isNotBlank();
            });
  }

  @Test
  void an_update_with_replacement_cleans_up_and_a_delete_ends_it() {
    var id = twin.create("orders", TEMPLATE);
    twin.settle();
    twin.update(
        "orders", TEMPLATE, r -> r.parameters(p -> p.parameterKey("Name").parameterValue("bills")));
    twin.settle();
    assertThat(twin.status("orders")).isEqualTo("UPDATE_COMPLETE");
    assertThat(twin.outputs("orders"))
        .containsEntry("TopicArn", "arn:aws:sns:eu-west-1:111111111111:bills-topic");
    twin.cloudFormation.deleteStack(r -> r.stackName("orders"));
    assertThat(twin.status("orders")).isEqualTo("DELETE_IN_PROGRESS");
    twin.settle();
    assertThat(twin.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThatThrownBy(() -> twin.status("orders"))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("Stack with id orders does not exist");
  }

  @Test
  void a_restart_shows_the_same_world() {
    twin.create("orders", TEMPLATE);
    twin.pass(Duration.ofSeconds(5));
    var again = twin.restarted();
    assertThat(again.transcript("orders")).isEqualTo(twin.transcript("orders"));
    assertThat(again.world.nextEventAt()).isEqualTo(twin.world.nextEventAt());
    assertThat(again.settle().status("orders")).isEqualTo("CREATE_COMPLETE");
  }
}
