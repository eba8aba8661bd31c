package io.coreautomation.api;

import static io.coreautomation.api.Platform.AT;
import static io.coreautomation.api.Platform.LIST;
import static io.coreautomation.api.Platform.NOW;
import static io.coreautomation.api.Platform.TASK;
import static io.coreautomation.api.Platform.id;
import static io.coreautomation.api.Platform.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.event.Event;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ShowRunsTest {
  private final Platform platform = new Platform();

  @Test
  void a_run_that_is_not_compiled_has_no_actions_yet() {
    platform.submit(TASK, Map.of());

    assertThat(platform.get("/v1/runs/" + id(1)).text())
        .isEqualTo(
            """
            {"run":{"id":"0198f2c4-0000-7000-8000-000000000001","task":"deploy",\
            "coordinates":{"client":"acme","portfolio":"web","app":"shop","branch":"main",\
            "build":"42"},"prn":"prn:web:shop:main:42","world":"aws",\
            "status":"COMPILE_REQUESTED",\
            "principal":"arn:aws:iam::111122223333:role/Developer",\
            "requestedAt":"2026-11-20T10:00:00Z","counts":{}},"actions":[]}\
            """);
  }

  @Test
  void a_run_is_shown_with_what_its_list_names_and_its_state_tells() throws IOException {
    platform.submit(TASK, Map.of());
    platform.mailbox.deliverAll();
    state(
        """
        {"formatVersion":1,"run":"%s","list":"%s","turn":7,"generation":1,"fromTomorrow":true,
         "actions":{
          "network/210000000001/eu-west-1":{"status":"FAILED","attempt":2,
            "handle":{"stackId":"arn:1"},"startedAt":"2026-11-20T10:00:05Z",
            "endedAt":"2026-11-20T10:02:05Z","change":"create","outputs":{"VpcId":"vpc-1"},
            "failure":{"code":"STACK_FAILED","message":"no more addresses","mend":"Ask for more.",
              "source":{"file":"deployspec.yaml","line":4}}},
          "secret/210000000001/eu-west-1":{"status":"BLESSED","attempt":1,
            "outputs":{"Password":"hunter2"}}}}\
        """
            .formatted(id(1), LIST.digest()));

    assertThat(json(platform.get("/v1/runs/" + id(1))).path("actions"))
        .isEqualTo(
            Json.parse(
                """
                [{"id":"network/210000000001/eu-west-1","name":"network",
                  "kind":"AWS::CreateStack",
                  "target":{"account":"210000000001","region":"eu-west-1"},
                  "status":"FAILED","attempt":2,"change":"create",
                  "startedAt":"2026-11-20T10:00:05Z","endedAt":"2026-11-20T10:02:05Z",
                  "outputs":{"VpcId":"vpc-1"},
                  "failure":{"code":"STACK_FAILED","message":"no more addresses",
                    "mend":"Ask for more.","source":{"file":"deployspec.yaml","line":4}}},
                 {"id":"secret/210000000001/eu-west-1","name":"secret",
                  "kind":"AWS::CreateStack",
                  "target":{"account":"210000000001","region":"eu-west-1"},
                  "status":"BLESSED","attempt":1,"outputs":{}}]\
                """));
  }

  @Test
  void a_failure_that_is_met_often_comes_with_its_usual_cause_and_mend() throws IOException {
    platform.submit(TASK, Map.of());
    platform.mailbox.deliverAll();
    state(
        """
        {"actions":{
          "network/210000000001/eu-west-1":{"status":"FAILED","attempt":1,
            "failure":{"code":"STACK_FAILED","mend":"Mend the resource, then run again.",
              "message":"Orders (AWS::S3::Bucket) CREATE_FAILED: acme-orders already exists"}}}}\
        """);

    assertThat(json(platform.get("/v1/runs/" + id(1))).at("/actions/0/failure"))
        .isEqualTo(
            Json.parse(
                """
                {"code":"STACK_FAILED","mend":"Mend the resource, then run again.",
                 "message":"Orders (AWS::S3::Bucket) CREATE_FAILED: acme-orders already exists",
                 "known":{"id":"s3-bucket-taken",
                  "cause":"Bucket names are shared by all accounts of AWS, and somebody has this one: another account, another stack, or a bucket that was kept when its stack was deleted.",
                  "mend":"Leave BucketName out, or put account and region into it: !Sub 'orders-${AWS::AccountId}-${AWS::Region}'. One that you have already can be imported into the stack.",
                  "source":{"title":"CreateBucket",
                   "link":"https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html"}}}\
                """));
  }

  @Test
  void actions_that_are_settled_in_an_object_of_their_own_are_shown_as_they_ended()
      throws IOException {
    platform.submit(TASK, Map.of());
    platform.mailbox.deliverAll();
    var name = Digest.of("settled");
    object(
        ObjectKeys.of(AT).settled(id(1), name),
        """
        {"actions":{"network/210000000001/eu-west-1":{"status":"COMPLETE","attempt":1},
          "secret/210000000001/eu-west-1":{"status":"FAILED","attempt":1}}}\
        """);
    state(
        """
        {"settled":["%s"],
         "actions":{"secret/210000000001/eu-west-1":{"status":"RUNNING","attempt":2}}}\
        """
            .formatted(name));

    assertThat(json(platform.get("/v1/runs/" + id(1))).findValuesAsText("status"))
        .containsExactly("DEPLOY_REQUESTED", "COMPLETE", "RUNNING");
  }

  @Test
  void an_action_that_the_state_does_not_tell_of_is_pending() {
    platform.submit(TASK, Map.of());
    platform.mailbox.deliverAll();

    assertThat(json(platform.get("/v1/runs/" + id(1))).findValuesAsText("status"))
        .containsExactly("DEPLOY_REQUESTED", "PENDING", "PENDING");
  }

  @Test
  void outputs_that_lie_apart_are_shown_like_others() throws IOException {
    platform.submit(TASK, Map.of());
    platform.mailbox.deliverAll();
    state(
        "{\"actions\":{\"network/210000000001/eu-west-1\":{\"status\":\"COMPLETE\","
            + "\"outputsApart\":true}}}");
    platform.objects.put(
        ObjectKeys.of(AT).outputs(id(1), "network/210000000001/eu-west-1"),
        "{\"Long\":\"value\"}".getBytes(StandardCharsets.UTF_8),
        Precondition.NONE);

    assertThat(json(platform.get("/v1/runs/" + id(1))).at("/actions/0/outputs"))
        .isEqualTo(Json.object().put("Long", "value"));
  }

  @Test
  void a_run_is_found_by_the_end_of_its_id() {
    platform.submit(TASK, Map.of());

    assertThat(json(platform.get("/v1/runs/00000001")).at("/run/id").asText())
        .isEqualTo(id(1).text());
  }

  @Test
  void a_run_that_one_may_not_read_is_answered_as_one_that_is_not_there() {
    foreignRun(5);

    var hidden = platform.get("/v1/runs/" + id(5));
    var missing = platform.get("/v1/runs/" + id(6));

    assertThat(hidden.status()).isEqualTo(404);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(json(hidden).path("detail").asText().replace(id(5).text(), "X"))
        .isEqualTo(json(missing).path("detail").asText().replace(id(6).text(), "X"));
  }

  @Test
  void runs_are_listed_in_pages_newest_first_without_those_that_one_may_not_read() {
    for (int i = 0; i < 3; i++) {
      platform.submit(TASK, Map.of());
    }
    foreignRun(50);

    var first = json(platform.get("/v1/runs", Map.of("limit", "2", "prn", "prn:web:shop")));
    assertThat(first.path("runs").findValuesAsText("id"))
        .containsExactly(platform.row(3).runId().text(), platform.row(2).runId().text());
    var second =
        json(
            platform.get(
                "/v1/runs",
                Map.of(
                    "limit", "2", "prn", "prn:web:shop", "cursor", first.path("cursor").asText())));
    assertThat(second.path("runs").findValuesAsText("id"))
        .containsExactly(platform.row(1).runId().text());
    assertThat(json(platform.get("/v1/runs")).path("runs").findValuesAsText("prn"))
        .containsOnly("prn:web:shop:main:42")
        .hasSize(3);
  }

  @Test
  void a_parameter_that_cannot_be_is_refused_by_name() {
    for (var query :
        new String[][] {{"limit", "0"}, {"limit", "x"}, {"limit", "101"}, {"prn", "web"}}) {
      var answer = platform.get("/v1/runs", Map.of(query[0], query[1]));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(json(answer).at("/errors/0/path").asText()).isEqualTo(query[0]);
    }
    assertThat(platform.get("/v1/runs", Map.of("cursor", "x")).status()).isEqualTo(400);
  }

  private void foreignRun(int number) {
    var at = new Coordinates("acme", "bank", "vault", "main", "1", null);
    var row =
        RunRow.requested(id(number), TaskVerb.DEPLOY, at, "aws", "eve", Digest.of("request"), NOW);
    platform.runs.create(row, Event.ofRun(row.runId(), row.prn(), Event.RUN_REQUESTED, "", NOW));
  }

  private void state(String json) throws IOException {
    object(ObjectKeys.of(AT).state(id(1)), json);
  }

  private void object(String key, String json) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    platform.objects.put(key, bytes.toByteArray(), Precondition.NONE);
  }
}
