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
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does nothing: a point that other actions wait for. */
public final class NoOp implements ImmediateHandler<NoOp.Params> {

  @Doc("SYSTEM::NoOp takes no params.")
  public record Params() {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "SYSTEM::NoOp", Params.class, "Does nothing: a point that other actions wait for.")
        .compensation("it changes nothing")
        .usual(Duration.ZERO)
        .patience(Duration.ofMinutes(1))
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.of(Change.NONE));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return Progress.done(Change.NONE);
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
