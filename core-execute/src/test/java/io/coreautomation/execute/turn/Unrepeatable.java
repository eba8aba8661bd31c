package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scripted kind whose calls can neither be repeated nor found again. */
record Unrepeatable(Scripted scripted) implements ActionHandler<Scripted.Params> {
  @Override
  public KindDescription<Scripted.Params> describe() {
    return KindDescription.of(
            "TEST::Unrepeatable", Scripted.Params.class, "Does what its params say, once.")
        .targeted()
        .repeatability(new Repeatability.Unrepeatable())
        .usual(Duration.ofSeconds(1))
        .patience(Duration.ofMinutes(30))
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Scripted.Params params) {
    return scripted.preview(context, params);
  }

  @Override
  public Progress start(ActionContext context, Scripted.Params params) {
    return scripted.start(context, params);
  }

  @Override
  public Progress check(ActionContext context, Scripted.Params params, ObjectNode handle) {
    return scripted.check(context, params, handle);
  }

  @Override
  public Progress cancel(ActionContext context, Scripted.Params params, ObjectNode handle) {
    return scripted.cancel(context, params, handle);
  }

  @Override
  public List<String> locks(Scripted.Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(
      Scripted.Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("sent something");
  }
}
