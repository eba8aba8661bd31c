package io.coreautomation.api.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.api.Platform;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.LambdaEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiHandlerTest {
  private final Platform platform = new Platform();
  private final ApiHandler handler = new ApiHandler(platform.routes);

  @Test
  void a_proxy_event_of_a_task_becomes_a_run_of_the_role_behind_the_session() throws IOException {
    var answer = answer("post-task.json");

    assertThat(answer)
        .isEqualTo(
            Json.parse(
                """
                {"statusCode":202,
                 "headers":{"Cache-Control":"no-store","Content-Type":"application/json",
                   "Location":"/v1/runs/0198f2c4-0000-7000-8000-000000000001",
                   "X-Correlation-Id":"0198f2c4-0000-7000-8000-000000000001"},
                 "body":"{\\"run\\":{\\"id\\":\\"0198f2c4-0000-7000-8000-000000000001\\",\\"status\\":\\"COMPILE_REQUESTED\\",\\"href\\":\\"/v1/runs/0198f2c4-0000-7000-8000-000000000001\\"}}",
                 "isBase64Encoded":false}\
                """));
    assertThat(platform.row(1).principal()).isEqualTo("arn:aws:iam::111122223333:role/Developer");
  }

  @Test
  void a_query_is_passed_on_and_a_user_is_its_own_principal() throws IOException {
    answer("post-task.json");
    assertThat(body("list-runs.json").path("runs")).isEmpty();

    new Grants(platform.tables)
        .put(
            new Grant("arn:aws:iam::111122223333:user/ben", List.of("read"), Prn.parse("prn:web")));

    assertThat(body("list-runs.json").path("runs").findValuesAsText("id"))
        .containsExactly(Platform.id(1).text());
  }

  @Test
  void a_caller_without_a_signature_is_nobody() throws IOException {
    var event =
        """
        {"httpMethod":"GET","path":"/v1/runs","headers":null,"requestContext":{"identity":{}}}\
        """;
    assertThat(handled(event.getBytes(StandardCharsets.UTF_8)).path("body").asText())
        .isEqualTo("{\"runs\":[]}");
  }

  @Test
  void a_function_with_its_settings_is_wired_without_a_call_to_aws() {
    assertThat(LambdaAssembly.routes(LambdaEnvironment.COMPLETE)).isNotNull();
  }

  @Test
  void a_function_without_settings_names_them_all() {
    assertThatThrownBy(() -> LambdaAssembly.routes(Map.of("CORE_CLIENT", "acme")))
        .hasMessageStartingWith("the setting CORE_BUCKET is missing. ")
        .hasMessageContaining("the setting CORE_STATE_MACHINE_ARN is missing. ");
  }

  private JsonNode body(String resource) throws IOException {
    return Json.parse(answer(resource).path("body").asText());
  }

  private JsonNode answer(String resource) throws IOException {
    try (var in = getClass().getResourceAsStream("/io/coreautomation/api/" + resource)) {
      return handled(in.readAllBytes());
    }
  }

  private JsonNode handled(byte[] event) throws IOException {
    var out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), out, null);
    return Json.parse(out.toByteArray());
  }
}
