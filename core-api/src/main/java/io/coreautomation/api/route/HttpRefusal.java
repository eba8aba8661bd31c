package io.coreautomation.api.route;

import io.coreautomation.framework.problem.Problem;
import java.util.Map;

/** A request that HTTP itself has a status for, before any operation sees it. */
final class HttpRefusal extends RuntimeException {
  private final int status;
  private final transient Problem problem;
  private final transient Map<String, String> headers;

  HttpRefusal(int status, Problem problem, Map<String, String> headers) {
    super(problem.text());
    this.status = status;
    this.problem = problem;
    this.headers = headers;
  }

  int status() {
    return status;
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }
}
