package io.coreautomation.codecommit.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.codecommit.InMemoryRepositories;
import io.coreautomation.codecommit.PushService;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.InMemoryMailbox;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import io.coreautomation.framework.testing.LambdaEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushHandlerTest {
  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final InMemoryRepositories repositories =
      new InMemoryRepositories()
          .commit(
              "feature/Basket",
              "3e5a9b1100b1d2a3948576a1b2c3d4e5f6a7b8c9",
              Map.of("platform/deployspec.yaml", "[]"))
          .commit(
              "feature/Basket",
              "3e59834cf0b1d2a3948576a1b2c3d4e5f6a7b8c9",
              Map.of("platform/deployspec.yaml", "[a]"));
  private final PushHandler handler =
      new PushHandler(new PushService("acme", repositories, new InMemoryObjectStore(), mailbox));

  @Test
  void the_event_of_eventbridge_is_read_and_its_run_answered() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = getClass().getResourceAsStream("/io/coreautomation/codecommit/push.json")) {
      handler.handleRequest(in, out, null);
    }

    var submitted = mailbox.handedOver().getFirst().request().at("/task/correlationId").asText();
    assertThat(Json.parse(out.toByteArray())).isEqualTo(Json.object().put("runId", submitted));
  }

  @Test
  void a_function_with_its_settings_is_wired_without_a_call_to_aws() {
    assertThat(LambdaAssembly.service(LambdaEnvironment.COMPLETE)).isNotNull();
  }

  @Test
  void a_function_without_settings_names_them_all() {
    assertThatThrownBy(() -> LambdaAssembly.service(Map.of()))
        .hasMessageStartingWith("the setting CORE_CLIENT is missing. ")
        .hasMessageContaining("the setting CORE_BUCKET is missing. ");
  }
}
