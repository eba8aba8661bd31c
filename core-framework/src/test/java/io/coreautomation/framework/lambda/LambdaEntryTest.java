package io.coreautomation.framework.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogRecorder;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LambdaEntryTest {
  private record Question(String name, String runId, boolean event) {}

  private record Greeting(String text) {}

  @Test
  void a_request_is_read_and_its_answer_written() throws IOException {
    assertThat(serve("{\"name\":\"Ann\"}", q -> new Greeting("hello " + q.name())))
        .isEqualTo(Json.parse("{\"text\":\"hello Ann\"}"));
  }

  @Test
  void the_correlation_id_of_a_request_is_on_every_line_logged_meanwhile() throws IOException {
    var id = "0198f2c4-0000-7000-8000-00007c41d09e";
    assertThat(serve("{\"runId\":\"" + id + "\"}", _ -> new Greeting(MDC.get("correlationId"))))
        .isEqualTo(Json.object().put("text", id));
    assertThat(MDC.get("correlationId")).isNull();
  }

  @Test
  void a_problem_is_an_answer_that_the_other_side_throws_again_as_it_was() throws IOException {
    var problems =
        List.of(
            new Problem(
                ProblemCode.KIND_UNKNOWN,
                "there is no kind 'AWS::Delpoy'",
                "Did you mean 'AWS::Deploy'?",
                new Source("deployspec.yaml", 4, 7),
                "actions[0].kind"),
            Problem.of(ProblemCode.NOT_ALLOWED, "you may not", ""));

    var answer =
        serve(
            "{}",
            _ -> {
              throw new ProblemException(problems);
            });

    assertThatThrownBy(() -> LayerAnswer.valueOf(answer))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problems()).isEqualTo(problems));
  }

  @Test
  void a_code_of_a_newer_release_is_read_as_internal() {
    var problem =
        LayerAnswer.problem(
            Json.parse("{\"code\":\"FROM_TOMORROW\",\"message\":\"m\",\"mend\":\"x\"}"));
    assertThat(problem).isEqualTo(Problem.of(ProblemCode.INTERNAL, "m", "x"));
  }

  @Test
  void a_failure_that_nobody_foresaw_is_logged_once_and_told_without_its_internals()
      throws IOException {
    try (var log = new LogRecorder(LambdaEntry.class)) {
      var answer = serve("{\"runId\":\"r-1\"}", LambdaEntryTest::breakDown);

      assertThat(answer)
          .isEqualTo(
              Json.parse(
                  """
                  {"problems":[{"code":"INTERNAL","message":"the platform failed",\
                  "mend":"Its log tells why: search it for r-1."}]}\
                  """));
      assertThat(log.lines())
          .containsExactly(
              new LogRecorder.Line(
                  "ERROR",
                  "a request failed for a reason that nobody foresaw",
                  Map.of("correlationId", "r-1")));
    }
  }

  @Test
  void an_event_that_can_succeed_later_is_thrown_so_that_it_is_delivered_again() {
    var throttled = Problem.of(ProblemCode.THROTTLED, "slower please", "");
    assertThatThrownBy(
            () ->
                serve(
                    "{\"event\":true}",
                    _ -> {
                      throw new ProblemException(throttled);
                    }))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.first()).isEqualTo(throttled));
    try (var _ = new LogRecorder(LambdaEntry.class)) {
      assertThatThrownBy(
              () -> serve("{\"event\":true,\"runId\":\"r-1\"}", LambdaEntryTest::breakDown))
          .isInstanceOf(ProblemException.class)
          .hasMessage("the platform failed. Its log tells why: search it for r-1.");
    }
  }

  @Test
  void an_event_that_never_will_is_answered() throws IOException {
    var answer =
        serve(
            "{\"event\":true}",
            _ -> {
              throw new ProblemException(Problem.of(ProblemCode.NOT_ALLOWED, "you may not", ""));
            });
    assertThat(answer.at("/problems/0/code").asText()).isEqualTo("NOT_ALLOWED");
  }

  @Test
  void what_is_no_json_object_is_refused() throws IOException {
    for (var request : List.of("", "[1]", "{", "\"x\"", "{\"name\":{\"a\":1}}")) {
      assertThat(serve(request, _ -> new Greeting("")).at("/problems/0/code").asText())
          .as(request)
          .isEqualTo("REQUEST_INVALID");
    }
  }

  private static Greeting breakDown(Question question) {
    throw new IllegalStateException("password=hunter2 of " + question.runId());
  }

  private static JsonNode serve(String request, Function<Question, Greeting> function)
      throws IOException {
    var out = new ByteArrayOutputStream();
    LambdaEntry.serve(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
        out,
        Question.class,
        function,
        Question::event);
    return Json.parse(out.toByteArray());
  }
}
