package io.coreautomation.api.route;

import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemDocument;
import java.util.List;

/** Problems as answers: RFC 9457. */
public final class ProblemDetails {
  private static final String MEDIA_TYPE = "application/problem+json";

  private ProblemDetails() {}

  /** An answer with the status that the first problem's code stands for. */
  public static ApiResponse response(List<Problem> problems, RunId correlationId) {
    return response(ProblemDocument.status(problems.getFirst().code()), problems, correlationId);
  }

  static ApiResponse response(int status, List<Problem> problems, RunId correlationId) {
    return ApiResponse.of(
        status,
        MEDIA_TYPE,
        ProblemDocument.of(status, problems).put("instance", "urn:uuid:" + correlationId));
  }
}
