package io.coreautomation.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind that takes half a minute to one and a half of the world's time and calls nobody. */
final class Work implements ActionHandler<Work.Params> {
  static final String NAME = "BENCH::Work";

  record Params() {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(NAME, Params.class, "Takes a while.")
        .targeted()
        .repeatability(new Repeatability.Findable("its clock"))
        .compensation("it changes nothing")
        .usual(Duration.ofMinutes(1))
        .patience(Duration.ofHours(1))
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.of(Change.CREATE));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    var seconds = 30 + Math.floorMod(context.action().id().hashCode(), 60);
    return new Progress.Running(
        Json.object().put("until", context.now().plusSeconds(seconds).toString()),
        Progress.Pace.NORMAL);
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return context.now().isBefore(Instant.parse(handle.path("until").textValue()))
        ? new Progress.Running(handle, Progress.Pace.NORMAL)
        : Progress.done(Change.CREATE);
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
