package io.coreautomation.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.List;
import java.util.Locale;

/** Problems as RFC 9457 has them, with one entry in {@code errors} for each. */
public final class ProblemDetails {
  private static final String MEDIA_TYPE = "application/problem+json";

  private ProblemDetails() {}

  /** An answer with the status that the first problem's code stands for. */
  public static ApiResponse response(List<Problem> problems, RunId correlationId) {
    return response(status(problems.getFirst().code()), problems, correlationId);
  }

  static ApiResponse response(int status, List<Problem> problems, RunId correlationId) {
    return ApiResponse.of(status, MEDIA_TYPE, json(status, problems, correlationId));
  }

  /** The document itself. */
  public static ObjectNode json(int status, List<Problem> problems, RunId correlationId) {
    var first = problems.getFirst();
    var json =
        Json.object()
            .put("type", "/v1/problems/" + word(first.code()))
            .put("title", title(first.code()))
            .put("status", status)
            .put(
                "detail",
                problems.size() == 1
                    ? first.text()
                    : first.text() + " (" + problems.size() + " problems in all)")
            .put("instance", "urn:uuid:" + correlationId)
            .put("code", first.code().name());
    var errors = json.putArray("errors");
    problems.forEach(problem -> errors.add(error(problem)));
    return json;
  }

  private static ObjectNode error(Problem problem) {
    var error = Json.object().put("code", problem.code().name());
    if (!problem.path().isEmpty()) {
      error.put("path", problem.path());
    }
    var source = problem.source();
    if (source != null) {
      error.put("file", source.file());
      if (source.line() > 0) {
        error.put("line", source.line()).put("column", source.column());
      }
    }
    return error.put("message", problem.message()).put("mend", problem.mend());
  }

  /** What a code means over HTTP. */
  public static int status(ProblemCode code) {
    return switch (code) {
      case NOT_ALLOWED -> 403;
      case THROTTLED -> 429;
      case INTERNAL -> 500;
      default -> code.category().httpStatus();
    };
  }

  /** {@code not-found}: the code in an address. */
  public static String word(ProblemCode code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code Not found}: the code in words. */
  public static String title(ProblemCode code) {
    var words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
