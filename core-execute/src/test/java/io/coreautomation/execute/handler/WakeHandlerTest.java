package io.coreautomation.execute.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.db.wait.Forwarders;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.execute.wake.FakeExecutions;
import io.coreautomation.execute.wake.StatusWakes;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.SystemWorldTime;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.task.TaskVerb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeHandlerTest {
  private static final RunId ONE = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final RunId TWO = RunId.parse("0198f2c4-0000-7000-8000-000000000002");
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryTables tables = new InMemoryTables();
  private final Runs runs = new Runs(tables);
  private final Waits waits = new Waits(tables);
  private final ResourceWaits resources = new ResourceWaits(tables);
  private final WaitNews news = new WaitNews(tables);
  private final Forwarders forwarders = new Forwarders(tables);
  private final FakeExecutions executions = new FakeExecutions();
  private final WakeHandler handler =
      new WakeHandler(
          new StatusWakes(
              runs,
              resources,
              news,
              forwarders,
              new Waker(waits, executions, new SystemWorldTime(Clock.systemUTC())),
              Clock.systemUTC()));

  @BeforeEach
  void two_runs_are_parked() {
    parked(ONE, "one");
    parked(TWO, "two");
  }

  @Test
  void a_run_is_woken_once_however_many_events_it_has_in_a_batch() throws IOException {
    var answer =
        handle(
            message("m1", stack(ONE, "vpc", "CREATE_COMPLETE")),
            message("m2", stack(ONE, "web", "CREATE_COMPLETE")),
            message("m3", stack(ONE, "db", "ROLLBACK_COMPLETE")),
            message("m4", stack(TWO, "vpc", "UPDATE_COMPLETE")));

    assertThat(answer).isEqualTo(Json.parse("{\"batchItemFailures\":[]}"));
    assertThat(executions.answered).containsExactly("one", "two");
    assertThat(waits.counter(ONE)).isEqualTo(1);
    assertThat(waits.counter(TWO)).isEqualTo(1);
    assertThat(news.of(ONE)).containsExactly("stack/db", "stack/vpc", "stack/web");
    assertThat(news.of(TWO)).containsExactly("stack/vpc");
  }

  @Test
  void who_waits_for_a_resource_is_woken_by_it() throws IOException {
    resources.expect(new AwsResource("ec2", "ami-1"), ONE, "image", TIME);
    resources.expect(new AwsResource("ec2", "ami-1"), TWO, "image", TIME);

    handle(message("m1", image("ami-1")), message("m2", image("ami-2")));

    assertThat(executions.answered).containsExactly("one", "two");
    assertThat(news.of(TWO)).containsExactly("ami-1");
  }

  @Test
  void a_region_whose_event_wakes_a_run_is_known_to_forward_its_events() throws IOException {
    var here = "\"account\":\"210000000011\",\"region\":\"eu-west-1\",";
    var event = stack(ONE, "vpc", "CREATE_COMPLETE");
    handle(
        message("m1", event.replace("{\"detail-type\"", "{" + here + "\"detail-type\"")),
        message("m2", stack(TWO, "vpc", "CREATE_COMPLETE")));

    assertThat(forwarders.all()).containsExactly(new Target("210000000011", "eu-west-1"));
  }

  @Test
  void events_that_concern_nobody_are_dropped_and_wake_nobody() throws IOException {
    var answer =
        handle(
            message("m1", "no json"),
            message("m2", "{\"detail-type\":\"Something New\",\"source\":\"aws.new\"}"),
            message("m3", stack(ONE, "vpc", "CREATE_IN_PROGRESS")));

    assertThat(answer).isEqualTo(Json.parse("{\"batchItemFailures\":[]}"));
    assertThat(executions.answered).isEmpty();
    assertThat(waits.counter(ONE)).isZero();
  }

  @Test
  void a_run_that_could_not_be_woken_has_its_messages_delivered_again_and_no_others()
      throws IOException {
    executions.failAnswers(1, ProblemCode.AWS_DENIED);

    var answer =
        handle(
            message("m1", stack(ONE, "vpc", "CREATE_COMPLETE")),
            message("m2", stack(TWO, "vpc", "CREATE_COMPLETE")),
            message("m3", stack(ONE, "web", "CREATE_COMPLETE")));

    assertThat(answer)
        .isEqualTo(
            Json.parse(
                """
                {"batchItemFailures":[{"itemIdentifier":"m1"},{"itemIdentifier":"m3"}]}\
                """));
    assertThat(executions.waiting).containsExactly("one");

    handle(message("m1", stack(ONE, "vpc", "CREATE_COMPLETE")));
    assertThat(executions.waiting).isEmpty();
  }

  @Test
  void a_run_that_nobody_knows_or_that_has_ended_leaves_no_row() throws IOException {
    var unknown = RunId.parse("0198f2c4-0000-7000-8000-0000000000ff");
    var row = runs.get(TWO).orElseThrow();
    runs.move(row, RunStatus.of(Phase.COMPILE, State.FAILED), c -> {}, event(row));

    handle(
        message("m1", stack(unknown, "vpc", "CREATE_COMPLETE")),
        message("m2", stack(TWO, "vpc", "CREATE_COMPLETE")));

    assertThat(waits.counter(unknown)).isZero();
    assertThat(news.of(unknown)).isEmpty();
    assertThat(waits.counter(TWO)).isZero();
    assertThat(executions.answered).isEmpty();
  }

  private void parked(RunId run, String token) {
    var row =
        RunRow.requested(
            run,
            TaskVerb.DEPLOY,
            new Coordinates("acme", "web", "shop", "main", "42", null),
            "test",
            "local:me",
            Digest.of("x"),
            TIME);
    runs.create(row, event(row));
    waits.park(run, 1, token, 0);
    executions.waiting.add(token);
  }

  private static Event event(RunRow row) {
    return Event.ofRun(row.runId(), row.prn(), Event.RUN_REQUESTED, "", TIME);
  }

  private static String stack(RunId run, String action, String status) {
    return """
    {"detail-type":"CloudFormation Stack Status Change","source":"aws.cloudformation",
     "detail":{"stack-id":"stack/%s","status-details":{"status":"%s"},
               "client-request-token":"%s"}}\
    """
        .formatted(action, status, Token.of(run, action, 1, "create"));
  }

  private static String image(String id) {
    return """
    {"detail-type":"EC2 AMI State Change","source":"aws.ec2",
     "detail":{"ImageId":"%s","State":"available"}}\
    """
        .formatted(id);
  }

  /** As SQS delivers it. */
  private static JsonNode message(String id, String body) {
    return Json.object()
        .put("messageId", id)
        .put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
        .put("body", body)
        .put("eventSource", "aws:sqs");
  }

  private JsonNode handle(JsonNode... messages) throws IOException {
    var event = Json.object();
    var records = event.putArray("Records");
    for (var message : messages) {
      records.add(message);
    }
    var out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(Json.write(event).getBytes(StandardCharsets.UTF_8)), out, null);
    return Json.parse(out.toByteArray());
  }
}
