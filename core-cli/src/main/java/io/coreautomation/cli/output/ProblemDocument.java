package io.coreautomation.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import java.util.List;
import java.util.Locale;

/** Problems in the form of RFC 9457, as the HTTP API answers them, with one entry for each. */
public final class ProblemDocument {
  private ProblemDocument() {}

  /** The document of at least one problem; its kind is the first one's. */
  public static ObjectNode of(List<Problem> problems) {
    var first = problems.getFirst();
    var name = first.code().name().toLowerCase(Locale.ROOT);
    var words = name.replace('_', ' ');
    var document =
        Json.object()
            .put("type", "/v1/problems/" + name.replace('_', '-'))
            .put("title", Character.toUpperCase(words.charAt(0)) + words.substring(1))
            .put("status", first.code().category().httpStatus())
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
}
