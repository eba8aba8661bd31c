package io.coreautomation.api;

import static io.coreautomation.api.Platform.TASK;
import static io.coreautomation.api.Platform.id;
import static io.coreautomation.api.Platform.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmitTaskTest {
  private final Platform platform = new Platform();

  @Test
  void a_task_is_answered_with_its_run_before_anything_is_compiled() {
    var answer = platform.submit(TASK, Map.of());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers())
        .containsEntry("Location", "/v1/runs/" + id(1))
        .containsEntry("X-Correlation-Id", id(1).text())
        .containsEntry("Content-Type", "application/json");
    assertThat(answer.text())
        .isEqualTo(
            """
            {"run":{"id":"0198f2c4-0000-7000-8000-000000000001","status":"COMPILE_REQUESTED",\
            "href":"/v1/runs/0198f2c4-0000-7000-8000-000000000001"}}\
            """);
    assertThat(platform.row(1).status()).hasToString("COMPILE_REQUESTED");
    assertThat(platform.row(1).principal()).isEqualTo(Platform.ANN);

    platform.mailbox.deliverAll();

    assertThat(platform.row(1).status()).hasToString("DEPLOY_REQUESTED");
  }

  @Test
  void a_task_may_be_yaml() {
    var task =
        """
        task: deploy
        deployment: {client: acme, portfolio: web, app: shop, branch: main, build: "42"}
        """;
    assertThat(platform.submit(task, Map.of("Content-Type", "application/yaml")).status())
        .isEqualTo(202);
  }

  @Test
  void a_replay_under_the_same_idempotency_key_is_the_same_run() {
    var first = platform.submit(TASK, Map.of("Idempotency-Key", "k-1"));
    var second = platform.submit(TASK, Map.of("Idempotency-Key", "k-1"));

    assertThat(second.status()).isEqualTo(202);
    assertThat(json(second)).isEqualTo(json(first));
    assertThat(platform.runs.newest(10, null).rows()).hasSize(1);
  }

  @Test
  void another_body_under_the_same_idempotency_key_is_a_conflict() {
    platform.submit(TASK, Map.of("Idempotency-Key", "k-1"));

    var answer =
        platform.submit(
            TASK.replace("}}", "},\"options\":{\"force\":true}}"),
            Map.of("Idempotency-Key", "k-1", "X-Correlation-Id", id(9).text()));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(json(answer))
        .isEqualTo(
            Json.parse(
                """
                {"type":"/v1/problems/conflict","title":"Conflict","status":409,
                 "detail":"the idempotency key 'k-1' stands for another request. Use a new key for a new request.",
                 "instance":"urn:uuid:0198f2c4-0000-7000-8000-000000000009","code":"CONFLICT",
                 "errors":[{"code":"CONFLICT",
                   "message":"the idempotency key 'k-1' stands for another request",
                   "mend":"Use a new key for a new request."}]}\
                """));
  }

  @Test
  void an_idempotency_key_that_no_row_should_hold_is_refused() {
    assertThat(platform.submit(TASK, Map.of("Idempotency-Key", "k".repeat(256))).status())
        .isEqualTo(400);
  }

  @Test
  void all_that_is_wrong_with_a_task_is_told_with_its_place() {
    var answer = platform.submit("{\n \"task\": \"delpoy\",\n \"optoins\": {}\n}", Map.of());

    assertThat(answer.status()).isEqualTo(400);
    var errors = json(answer).path("errors");
    assertThat(errors.findValuesAsText("message"))
        .containsExactly("the field 'deployment' is missing", "there is no field 'optoins' here");
    assertThat(errors.findValuesAsText("file")).containsOnly("task.json");
    assertThat(errors.findValuesAsText("line")).containsExactly("1", "3");
  }

  @Test
  void who_has_no_grant_is_refused() {
    var answer = platform.submit(TASK.replace("\"web\"", "\"bank\""), Map.of());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(json(answer).path("detail").asText())
        .isEqualTo(
            "'arn:aws:iam::111122223333:role/Developer' may not deploy prn:bank:shop:main:42. Ask"
                + " who keeps the registry for a grant of 'deploy' on it.");
  }

  @Test
  void a_task_without_a_package_is_refused() {
    var answer = platform.submit(TASK.replace("42", "43"), Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(json(answer).path("code").asText()).isEqualTo("PACKAGE_MISSING");
  }

  @Test
  void a_task_names_its_own_run() {
    var named = TASK.replace("{\"task\"", "{\"correlationId\":\"" + id(77) + "\",\"task\"");
    var answer = platform.submit(named, Map.of());

    assertThat(answer.headers()).containsEntry("Location", "/v1/runs/" + id(77));
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(id(77).text());
  }
}
