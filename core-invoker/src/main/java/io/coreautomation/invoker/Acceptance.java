package io.coreautomation.invoker;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.lambda.LayerAnswer;
import io.coreautomation.framework.problem.Problem;
import java.util.List;

/**
 * A task that is recorded as a run.
 *
 * @param warnings what its writer should know about how it was read
 */
public record Acceptance(RunId runId, RunStatus status, List<JsonNode> warnings) {
  public Acceptance {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  static Acceptance of(RunRow row, List<Problem> warnings) {
    return new Acceptance(
        row.runId(), row.status(), warnings.stream().<JsonNode>map(LayerAnswer::json).toList());
  }
}
