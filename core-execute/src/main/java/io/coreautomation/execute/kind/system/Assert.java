package io.coreautomation.execute.kind.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fails unless something holds of what the run knows. */
public final class Assert implements ImmediateHandler<Assert.Params> {

  /** What must hold. */
  @Doc("What must hold, and what to say if it does not.")
  public record Params(
      @Doc("an expression over outputs and variables, as in a condition") @Role(Role.Kind.CONDITION)
          JsonNode that,
      @Doc("what to do if it does not hold, for people") @Nullable String message) {

    Condition condition() {
      return Json.as(that, Condition.class);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "SYSTEM::Assert", Params.class, "Fails unless something holds of what the run knows.")
        .compensation("it changes nothing")
        .patience(Duration.ofMinutes(1))
        .example(
            """
            that: ${actions.network.outputs.Zones} >= 3
            message: Choose a region with three availability zones.
            """)
        .build();
  }

  /** What does not hold now may hold once the plan is carried out. */
  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 0));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    var condition = params.condition();
    var values = new TreeMap<String, String>();
    condition.values().properties().forEach(v -> values.put(v.getKey(), v.getValue().asText()));
    try {
      return condition.holds(values)
          ? Progress.done(Change.NONE)
          : new Progress.Failed(failure(condition.expression(), values, params.message()));
    } catch (ProblemException e) {
      return new Progress.Failed(e.first());
    }
  }

  private static Problem failure(
      String expression, Map<String, String> values, @Nullable String message) {
    var known =
        values.entrySet().stream()
            .map(value -> value.getKey() + " is '" + value.getValue() + "'")
            .collect(Collectors.joining(", "));
    return Problem.of(
        ProblemCode.ASSERTION_FAILED,
        "it does not hold that " + expression + (known.isEmpty() ? "" : ": " + known),
        message == null ? "Find out why, or change the assertion." : message);
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
