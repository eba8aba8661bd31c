package io.coreautomation.execute.wake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusEventsTest {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  private static final String TOKEN = Token.of(RUN, "vpc", 1, "create");
  private static final Concern NOT_YET = new Concern.OfNobody("it is not at rest yet");

  /** What a service tells, at rest and on the way there. */
  record Case(
      String name,
      Function<String, JsonNode> event,
      Concern concern,
      String atRest,
      String onTheWay) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "CloudFormation",
            status -> EventSamples.stack(TOKEN, status),
            new Concern.OfRun(
                RUN, "arn:aws:cloudformation:us-west-1:111122223333:stack/teststack/a1b2"),
            "CREATE_COMPLETE CREATE_FAILED DELETE_COMPLETE DELETE_FAILED IMPORT_COMPLETE"
                + " IMPORT_ROLLBACK_COMPLETE IMPORT_ROLLBACK_FAILED ROLLBACK_COMPLETE"
                + " ROLLBACK_FAILED UPDATE_COMPLETE UPDATE_FAILED UPDATE_ROLLBACK_COMPLETE"
                + " UPDATE_ROLLBACK_FAILED",
            "CREATE_IN_PROGRESS DELETE_IN_PROGRESS IMPORT_IN_PROGRESS"
                + " IMPORT_ROLLBACK_IN_PROGRESS REVIEW_IN_PROGRESS ROLLBACK_IN_PROGRESS"
                + " UPDATE_IN_PROGRESS UPDATE_ROLLBACK_IN_PROGRESS"
                + " UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
                + " UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"),
        new Case(
            "CodeBuild",
            EventSamples::build,
            waiting("codebuild", "my-sample-project:8745a7a9-c340-456a-9166-edf953571bEX"),
            "SUCCEEDED FAILED FAULT STOPPED TIMED_OUT",
            "IN_PROGRESS"),
        new Case(
            "CodePipeline",
            EventSamples::pipeline,
            waiting("codepipeline", "12345678-1234-5678-abcd-12345678abcd"),
            "SUCCEEDED FAILED STOPPED CANCELED SUPERSEDED",
            "STARTED RESUMED STOPPING"),
        new Case(
            "Batch",
            EventSamples::batch,
            waiting("batch", "4c7599ae-0a82-49aa-ba5a-4727fcce14a8"),
            "SUCCEEDED FAILED",
            "SUBMITTED PENDING RUNNABLE STARTING RUNNING"),
        new Case(
            "Step Functions",
            EventSamples::execution,
            waiting(
                "states",
                "arn:aws:states:us-east-1:123456789012:execution:state-machine-name:execution-name"),
            "SUCCEEDED FAILED TIMED_OUT ABORTED",
            "RUNNING PENDING_REDRIVE"),
        new Case(
            "EC2 images",
            EventSamples::image,
            waiting("ec2", "ami-0abcdef1234567890"),
            "available failed deregistered disabled",
            "pending"));
  }

  private static Concern waiting(String service, String id) {
    return new Concern.OfWaiting(new AwsResource(service, id));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void who_waits_is_concerned_once_it_is_at_rest_and_not_before(Case service) {
    for (var status : service.atRest().split(" ")) {
      assertThat(StatusEvents.read(service.event().apply(status)))
          .as(status)
          .isEqualTo(service.concern());
    }
    for (var status : service.onTheWay().split(" ")) {
      assertThat(StatusEvents.read(service.event().apply(status))).as(status).isEqualTo(NOT_YET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "console-CreateStack-1",
        "ca------------------------------------------------",
        "ca-0198f2c4-0000-7000-8000-00007c41d09e-xyz"
      })
  void a_stack_that_others_change_concerns_nobody(String token) {
    assertThat(StatusEvents.read(EventSamples.stack(token, "CREATE_COMPLETE")))
        .isEqualTo(new Concern.OfNobody("the stack was changed by somebody else"));
  }

  @Test
  void what_only_looks_like_an_event_of_the_service_concerns_nobody() {
    var forged = EventSamples.event("CodeBuild Build State Change", "com.acme", "{}");
    assertThat(StatusEvents.read(forged))
        .isEqualTo(new Concern.OfNobody("no run waits for events of this kind"));
    var stack =
        EventSamples.event(
            "CloudFormation Stack Status Change",
            "com.acme",
            Json.write(EventSamples.stack(TOKEN, "CREATE_COMPLETE").path("detail")));
    assertThat(StatusEvents.read(stack))
        .isEqualTo(new Concern.OfNobody("no run waits for events of this kind"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7", "\"text\"", "{\"detail-type\":{}}"})
  void what_is_no_event_concerns_nobody(String json) {
    assertThat(StatusEvents.read(Json.parse(json)))
        .isEqualTo(new Concern.OfNobody("no run waits for events of this kind"));
  }

  @Test
  void an_event_that_lost_its_resource_concerns_nobody() {
    var event =
        EventSamples.event("Batch Job State Change", "aws.batch", "{\"status\":\"FAILED\"}");
    assertThat(StatusEvents.read(event))
        .isEqualTo(new Concern.OfNobody("it does not say what it is about"));
  }
}
