package io.coreautomation.api.route;

import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.lambda.LambdaEntry;
import io.coreautomation.framework.logging.LogFields;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All routes. It answers every request, whatever happens, and each answer names its correlation id.
 */
public final class RouteTable {
  private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);

  /** A task is a few hundred bytes; with many tags a few thousand. */
  public static final int LARGEST_BODY = 256 * 1024;

  private final List<Route> routes;
  private final Supplier<RunId> ids;

  /**
   * A table.
   *
   * @param ids for requests that bring no {@code X-Correlation-Id}
   */
  public RouteTable(List<Route> routes, Supplier<RunId> ids) {
    this.routes = List.copyOf(routes);
    this.ids = ids;
  }

  public List<Route> routes() {
    return routes;
  }

  /** Answers a request; never throws. */
  public ApiResponse answer(ApiRequest request) {
    var id = request.header("x-correlation-id").flatMap(RouteTable::uuid).orElseGet(ids);
    try (var _ = LogFields.open().correlationId(id.text())) {
      return answer(request, id).withHeader("X-Correlation-Id", id.text());
    }
  }

  private ApiResponse answer(ApiRequest request, RunId id) {
    var head = request.method().equals("HEAD");
    try {
      var exchange = route(request, head ? "GET" : request.method(), id);
      var answer = exchange.route().operation().apply(exchange.exchange());
      return head ? answer.withoutBody() : answer;
    } catch (HttpRefusal e) {
      var answer = ProblemDetails.response(e.status(), List.of(e.problem()), id);
      for (var header : e.headers().entrySet()) {
        answer = answer.withHeader(header.getKey(), header.getValue());
      }
      return head ? answer.withoutBody() : answer;
    } catch (ProblemException e) {
      var answer = ProblemDetails.response(e.problems(), id);
      return head ? answer.withoutBody() : answer;
    } catch (RuntimeException e) {
      LOG.error(
          "{} {} failed for a reason that nobody foresaw", request.method(), request.path(), e);
      return ProblemDetails.response(List.of(LambdaEntry.internal(id.text())), id);
    }
  }

  private record Routed(Route route, Exchange exchange) {}

  private Routed route(ApiRequest request, String method, RunId id) {
    var path = request.path();
    var here = routes.stream().filter(route -> route.match(path).isPresent()).toList();
    if (here.isEmpty()) {
      throw refusal(
          404,
          ProblemCode.NOT_FOUND,
          "there is nothing at '" + path + "'",
          "The routes are in docs/api.md.");
    }
    var route =
        here.stream()
            .filter(r -> r.method().equals(method))
            .findFirst()
            .orElseThrow(() -> notAllowed(method, path, here));
    checkBody(request, route);
    return new Routed(route, new Exchange(request, id, route.match(path).orElse(Map.of())));
  }

  private static HttpRefusal notAllowed(String method, String path, List<Route> here) {
    var allowed =
        here.stream()
            .flatMap(
                r -> r.method().equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(r.method()))
            .sorted()
            .collect(Collectors.joining(", "));
    return new HttpRefusal(
        405,
        Problem.of(
            ProblemCode.REQUEST_INVALID,
            "'" + path + "' does not take " + method,
            "It takes " + allowed + "."),
        Map.of("Allow", allowed));
  }

  private static void checkBody(ApiRequest request, Route route) {
    if (request.body().length > LARGEST_BODY) {
      throw refusal(
          413,
          ProblemCode.REQUEST_INVALID,
          "the body has " + request.body().length + " bytes, over the limit of " + LARGEST_BODY,
          "Send a task; packages are uploaded to the object store.");
    }
    if (route.consumes().isEmpty()) {
      return;
    }
    var given = request.header("content-type").orElse("").split(";", 2)[0].strip();
    if (!route.consumes().contains(given.toLowerCase(Locale.ROOT))) {
      throw refusal(
          415,
          ProblemCode.REQUEST_INVALID,
          given.isEmpty() ? "the body's type is not given" : "no task is read from '" + given + "'",
          "Give a Content-Type: " + String.join(" or ", route.consumes()) + ".");
    }
  }

  private static HttpRefusal refusal(int status, ProblemCode code, String message, String mend) {
    return new HttpRefusal(status, Problem.of(code, message, mend), Map.of());
  }

  private static Optional<RunId> uuid(String text) {
    try {
      return Optional.of(RunId.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // somebody else's form: it cannot be ours
    }
  }
}
