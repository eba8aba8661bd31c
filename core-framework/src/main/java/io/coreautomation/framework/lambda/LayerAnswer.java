package io.coreautomation.framework.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form in which layers answer each other: what was asked for, or {@code {"problems":[…]}}. No
 * layer answers an object of its own with a field of that name.
 */
public final class LayerAnswer {
  private static final String PROBLEMS = "problems";

  private LayerAnswer() {}

  /** The answer of a layer that could not do what was asked. */
  public static ObjectNode refusal(List<Problem> problems) {
    var answer = Json.object();
    var list = answer.putArray(PROBLEMS);
    problems.forEach(problem -> list.add(json(problem)));
    return answer;
  }

  /**
   * Returns the answer if it is what was asked for.
   *
   * @throws ProblemException with what the layer said was wrong, if it said so
   */
  public static JsonNode valueOf(JsonNode answer) {
    var list = answer.path(PROBLEMS);
    if (!list.isArray() || list.isEmpty()) {
      return answer;
    }
    var problems = new ArrayList<Problem>();
    list.forEach(entry -> problems.add(problem(entry)));
    throw new ProblemException(problems);
  }

  /** One problem as JSON; {@link #problem} reads it. */
  public static ObjectNode json(Problem problem) {
    var json =
        Json.object()
            .put("code", problem.code().name())
            .put("message", problem.message())
            .put("mend", problem.mend());
    if (!problem.path().isEmpty()) {
      json.put("path", problem.path());
    }
    if (problem.source() != null) {
      json.set("source", Json.tree(problem.source()));
    }
    return json;
  }

  /**
   * One problem from JSON. A code that only a newer release knows is read as {@link
   * ProblemCode#INTERNAL}.
   */
  public static Problem problem(JsonNode json) {
    var code =
        Arrays.stream(ProblemCode.values())
            .filter(known -> known.name().equals(json.path("code").asText()))
            .findFirst()
            .orElse(ProblemCode.INTERNAL);
    return new Problem(
        code,
        json.path("message").asText(),
        json.path("mend").asText(),
        source(json.path("source")),
        json.path("path").asText());
  }

  private static @Nullable Source source(JsonNode json) {
    return json.isObject()
        ? new Source(
            json.path("file").asText(), json.path("line").asInt(), json.path("column").asInt())
        : null;
  }
}
