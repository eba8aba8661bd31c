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

/**
 * Holds what depends on it until all that it depends on itself is done, in every account and
 * region. An action depends on others in its own account and region; this one has neither.
 */
public final class Barrier implements ImmediateHandler<Barrier.Params> {

  @Doc("SYSTEM::Barrier takes no params: its 'dependsOn' says what it waits for.")
  public record Params() {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "SYSTEM::Barrier",
            Params.class,
            "Holds what depends on it until all that it depends on is done, in every account and"
                + " region.")
        .compensation("it changes nothing")
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
