package io.coreautomation.invoker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.testing.InMemoryMailbox;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import io.coreautomation.framework.testing.LambdaEnvironment;
import io.coreautomation.invoker.InvokerService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvokerHandlerTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/acme-runs";

  private final InMemoryTables tables = new InMemoryTables();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final InvokerHandler handler =
      new InvokerHandler(
          new InvokerService(
              new Runs(tables),
              new Grants(tables),
              objects,
              mailbox,
              Clock.systemUTC(),
              RunId::random,
              "aws"));

  @BeforeEach
  void theRoleOfTheStateMachineMayDeploy() {
    new Grants(tables).put(new Grant(ROLE, List.of("deploy"), Prn.parse("prn:web")));
    objects.put("packages/web/shop/main/42/mine.zip", new byte[] {1}, Precondition.NONE);
  }

  @Test
  void the_state_machine_submits_a_bare_task_of_upstream_and_reads_the_id_of_its_run()
      throws IOException {
    var answer = answer("submit.json");

    assertThat(answer.path("runId").asText()).isEqualTo("0198f2c4-0000-7000-8000-00007c41d09e");
    assertThat(answer.path("status").asText()).isEqualTo("COMPILE_REQUESTED");
    assertThat(mailbox.handedOver())
        .containsExactly(
            new InMemoryMailbox.Letter(
                Layer.INVOKER,
                Json.parse("{\"carryOut\":\"0198f2c4-0000-7000-8000-00007c41d09e\"}")));
  }

  @Test
  void a_run_that_can_be_carried_out_later_is_delivered_again() throws IOException {
    answer("submit.json");
    mailbox.on(
        Layer.DEPLOYSPEC,
        _ -> {
          throw new ProblemException(Problem.of(ProblemCode.AWS_UNAVAILABLE, "S3 is out", ""));
        });

    assertThatThrownBy(() -> answer("carry-out.json"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("S3 is out.");
  }

  @Test
  void a_request_of_no_form_is_told_both() throws IOException {
    assertThat(handled("{\"task\":{}}".getBytes()))
        .isEqualTo(
            Json.parse(
                """
                {"problems":[{"code":"REQUEST_INVALID",\
                "message":"the request names neither a task with its principal nor a run to carry\
                 out","mend":"Send {\\"task\\":{…},\\"principal\\":\\"…\\"} or\
                 {\\"carryOut\\":\\"<run>\\"}."}]}\
                """));
  }

  @Test
  void a_function_with_its_settings_is_wired_without_a_call_to_aws() {
    assertThat(LambdaAssembly.service(LambdaEnvironment.COMPLETE)).isNotNull();
  }

  @Test
  void a_function_without_settings_names_them_all() {
    assertThatThrownBy(() -> LambdaAssembly.service(Map.of("CORE_CLIENT", "acme")))
        .hasMessageStartingWith("the setting CORE_BUCKET is missing. ")
        .hasMessageContaining("the setting CORE_INVOKER_FUNCTION is missing. ");
  }

  private JsonNode answer(String resource) throws IOException {
    try (var in = getClass().getResourceAsStream("/io/coreautomation/invoker/" + resource)) {
      return handled(in.readAllBytes());
    }
  }

  private JsonNode handled(byte[] request) throws IOException {
    var out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(request), out, null);
    return Json.parse(out.toByteArray());
  }
}
