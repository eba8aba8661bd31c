package io.coreautomation.runner.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.InMemoryLauncher;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import io.coreautomation.framework.testing.LambdaEnvironment;
import io.coreautomation.runner.RunnerService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerHandlerTest {
  private final RunnerHandler handler =
      new RunnerHandler(
          new RunnerService(
              new Runs(new InMemoryTables()),
              new InMemoryObjectStore(),
              new InMemoryLauncher(),
              Clock.systemUTC()));

  @Test
  void what_is_wrong_is_answered_in_the_form_of_all_layers() throws IOException {
    var request =
        """
        {"task":"deploy","runId":"0198f2c4-0000-7000-8000-00007c41d09e",
         "listDigest":"sha256-%s"}\
        """
            .formatted("a".repeat(64));

    assertThat(answer(request))
        .isEqualTo(
            """
            {"problems":[{"code":"NOT_FOUND",\
            "message":"there is no run 0198f2c4-0000-7000-8000-00007c41d09e",\
            "mend":"Submit its task to the invoker."}]}\
            """);
  }

  @Test
  void a_request_without_its_fields_is_refused() throws IOException {
    assertThat(Json.parse(answer("{\"task\":\"deploy\"}")).at("/problems/0/code").asText())
        .isEqualTo("REQUEST_INVALID");
  }

  @Test
  void a_function_without_settings_names_them_all() {
    assertThatThrownBy(() -> LambdaAssembly.service(Map.of()))
        .hasMessageStartingWith("the setting CORE_CLIENT is missing. ")
        .hasMessageContaining("the setting CORE_TABLE is missing. ")
        .hasMessageContaining("the setting CORE_EXTERNAL_ID is missing. ");
  }

  @Test
  void a_function_with_its_settings_is_wired_without_a_call_to_aws() {
    assertThat(LambdaAssembly.service(LambdaEnvironment.COMPLETE)).isNotNull();
  }

  private String answer(String request) throws IOException {
    var out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), out, null);
    return out.toString(StandardCharsets.UTF_8);
  }
}
