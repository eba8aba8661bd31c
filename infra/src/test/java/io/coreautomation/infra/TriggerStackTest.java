package io.coreautomation.infra;

import static io.coreautomation.infra.app.Installation.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import org.junit.jupiter.api.Test;

class TriggerStackTest {
  private final JsonNode rule =
      StorageStackTest.only(SMALLEST.json("trigger"), "AWS::Events::Rule").path("Properties");

  @Test
  void branches_that_are_created_or_moved_are_heard() {
    assertThat(Json.write(rule.path("EventPattern")))
        .isEqualTo(
            """
            {"detail":{"event":["referenceCreated","referenceUpdated"],"referenceType":["branch"]},\
            "detail-type":["CodeCommit Repository State Change"],"source":["aws.codecommit"]}\
            """);
  }

  @Test
  void a_push_that_cannot_be_delivered_is_tried_again_and_then_kept() {
    JsonNode target = rule.path("Targets").path(0);

    assertThat(Json.write(target.path("RetryPolicy")))
        .isEqualTo("{\"MaximumEventAgeInSeconds\":21600,\"MaximumRetryAttempts\":8}");
    assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
        .isEqualTo("DeadLettersQueue631681B1");
  }

  @Test
  void pushes_go_to_the_codecommit_handler() {
    assertThat(
            StorageStackTest.only(SMALLEST.json("trigger"), "AWS::Lambda::Function")
                .at("/Properties/Handler")
                .asText())
        .isEqualTo("io.coreautomation.codecommit.handler.PushHandler");
  }
}
