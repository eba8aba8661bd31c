package io.coreautomation.execute.kind.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets variables of the run, for actions that come after it. */
public final class SetVariables implements ImmediateHandler<SetVariables.Params> {

  /** What is set. */
  @Doc("Variables of the run, which later actions read as ${variables.<name>}.")
  public record Params(@Doc("names and their values") Map<String, String> variables) {
    public Params {
      if (variables.isEmpty()) {
        throw new InvalidFieldException(
            "variables", "no variable is given", "Add at least one: variables: {name: value}.");
      }
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "SYSTEM::SetVariables",
            Params.class,
            "Sets variables of the run, for actions that come after it.")
        .compensation("it changes nothing")
        .usual(Duration.ZERO)
        .patience(Duration.ofMinutes(1))
        .output("*", "each variable, by its name")
        .example(
"""
variables:
  colour: blue
""")
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return context.needs().isEmpty()
        ? new Progress.Previewed(Preview.of(Change.NONE), params.variables(), params.variables())
        : Progress.previewed(Preview.unknown(context.needs()));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return new Progress.Done(params.variables(), Change.NONE, params.variables());
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
