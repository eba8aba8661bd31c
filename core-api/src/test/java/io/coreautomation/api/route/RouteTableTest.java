package io.coreautomation.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.api.Platform;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogRecorder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTableTest {
  private final Platform platform = new Platform();

  private record Case(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      int status,
      String detail) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            "no route",
            "GET",
            "/v2/tasks",
            Map.of(),
            404,
            "there is nothing at '/v2/tasks'. The routes are in docs/api.md."),
        new Case(
            "an empty variable",
            "GET",
            "/v1/runs/",
            Map.of(),
            404,
            "there is nothing at '/v1/runs/'. The routes are in docs/api.md."),
        new Case(
            "a wrong method",
            "DELETE",
            "/v1/runs",
            Map.of(),
            405,
            "'/v1/runs' does not take DELETE. It takes GET, HEAD."),
        new Case(
            "a task without a type",
            "POST",
            "/v1/tasks",
            Map.of(),
            415,
            "the body's type is not given. Give a Content-Type: application/json or"
                + " application/yaml or text/yaml or application/x-yaml."),
        new Case(
            "a task of a wrong type",
            "POST",
            "/v1/tasks",
            Map.of("content-type", "text/plain; charset=utf-8"),
            415,
            "no task is read from 'text/plain'. Give a Content-Type: application/json or"
                + " application/yaml or text/yaml or application/x-yaml."),
        new Case(
            "an unknown problem",
            "GET",
            "/v1/problems/nope",
            Map.of(),
            404,
            "there is no problem 'nope'. Use the type that a problem names."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void what_has_no_route_is_refused_as_a_problem(Case refused) {
    var answer = answer(refused.method(), refused.path(), refused.headers(), new byte[0]);

    assertThat(answer.status()).isEqualTo(refused.status());
    assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(Json.parse(answer.body()).path("detail").asText()).isEqualTo(refused.detail());
    assertThat(Json.parse(answer.body()).path("status").asInt()).isEqualTo(refused.status());
    assertThat(answer.headers()).containsKey("X-Correlation-Id");
  }

  @Test
  void a_wrong_method_is_told_the_right_ones() {
    assertThat(answer("PUT", "/v1/tasks", Map.of(), new byte[0]).headers())
        .containsEntry("Allow", "POST");
    assertThat(answer("POST", "/v1/health", Map.of(), new byte[0]).headers())
        .containsEntry("Allow", "GET, HEAD");
  }

  @Test
  void a_body_over_the_limit_is_refused_unread() {
    var answer =
        answer(
            "POST",
            "/v1/tasks",
            Map.of("Content-Type", "application/json"),
            new byte[RouteTable.LARGEST_BODY + 1]);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(Json.parse(answer.body()).path("detail").asText())
        .isEqualTo(
            "the body has 262145 bytes, over the limit of 262144. Send a task; packages are"
                + " uploaded to the object store.");
  }

  @Test
  void head_is_answered_as_get_without_the_body() {
    var get =
        answer("GET", "/v1/health", Map.of("x-correlation-id", Platform.id(9).text()), new byte[0]);
    var head =
        answer(
            "HEAD", "/v1/health", Map.of("x-correlation-id", Platform.id(9).text()), new byte[0]);

    assertThat(get.text()).isEqualTo("{\"status\":\"ok\",\"world\":\"aws\"}");
    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.headers()).isEqualTo(get.headers());
    assertThat(head.body()).isEmpty();
  }

  @Test
  void the_callers_correlation_id_is_kept_if_it_is_a_uuid() {
    var id = "0198f2c4-0000-7000-8000-0000000000aa";
    assertThat(answer("GET", "/v1/health", Map.of("X-Correlation-ID", id), new byte[0]).headers())
        .containsEntry("X-Correlation-Id", id);
    assertThat(
            answer("GET", "/v1/health", Map.of("X-Correlation-Id", "r\nSet: x"), new byte[0])
                .headers())
        .containsEntry("X-Correlation-Id", Platform.id(1).text());
  }

  @Test
  void a_failure_that_nobody_foresaw_is_logged_once_and_told_without_its_internals() {
    var table =
        new RouteTable(
            List.of(
                new Route(
                    "GET",
                    "/x",
                    "x",
                    "",
                    List.of(),
                    _ -> {
                      throw new IllegalStateException("password=hunter2");
                    })),
            () -> Platform.id(3));
    try (var log = new LogRecorder(RouteTable.class)) {
      var answer =
          table.answer(new ApiRequest("GET", "/x", Map.of(), Map.of(), new byte[0], "ann"));

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).doesNotContain("hunter2");
      assertThat(Json.parse(answer.body()).path("detail").asText())
          .isEqualTo(
              "the platform failed. Its log tells why: search it for " + Platform.id(3) + ".");
      assertThat(log.lines())
          .containsExactly(
              new LogRecorder.Line(
                  "ERROR",
                  "GET /x failed for a reason that nobody foresaw",
                  Map.of("correlationId", Platform.id(3).text())));
    }
  }

  @Test
  void the_type_of_a_problem_leads_to_what_it_means() {
    var problem = answer("GET", "/nowhere", Map.of(), new byte[0]);
    var type = Json.parse(problem.body()).path("type").asText();

    assertThat(answer("GET", type, Map.of(), new byte[0]).text())
        .isEqualTo(
            "{\"code\":\"NOT_FOUND\",\"title\":\"Not found\",\"status\":404,\"exitCode\":4,"
                + "\"retryable\":false}");
  }

  private ApiResponse answer(String method, String path, Map<String, String> headers, byte[] body) {
    return platform.routes.answer(
        new ApiRequest(method, path, Map.of(), headers, body, Platform.ANN));
  }
}
