package io.coreautomation.framework.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Locale;

/** Problems in the form of RFC 9457, with one entry in {@code errors} for each. */
public final class ProblemDocument {
  private ProblemDocument() {}

  /** The document of at least one problem; its kind is the first one's. */
  public static ObjectNode of(List<Problem> problems) {
    return of(status(problems.getFirst().code()), problems);
  }

  /** The same, for an answer with another status than its code stands for. */
  public static ObjectNode of(int status, List<Problem> problems) {
    var first = problems.getFirst();
    var document =
        Json.object()
            .put("type", "/v1/problems/" + word(first.code()))
            .put("title", title(first.code()))
            .put("status", status)
            .put(
                "detail",
                problems.size() == 1
                    ? first.text()
                    : first.text() + " (" + problems.size() + " problems in all)")
            .put("code", first.code().name());
    var errors = document.putArray("errors");
    problems.forEach(problem -> errors.add(error(problem)));
    return document;
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
        error.put("line", source.line());
      }
      if (source.column() > 0) {
        error.put("column", source.column());
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
