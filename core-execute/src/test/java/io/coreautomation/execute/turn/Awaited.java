package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A kind whose work takes until it is said to be at rest, of which AWS tells by an event. */
final class Awaited implements ActionHandler<Awaited.Params> {
  /** Ids of what has come to rest. */
  final Set<String> atRest = new TreeSet<>();

  int looks;
  private boolean crashing;

  /**
   * What an action works on.
   *
   * @param build an id of a service that knows no token; null for what bears ours
   */
  record Params(@Nullable String build) {}

  record Handle(String id, @Nullable String build) {}

  /** The process dies in the next look. */
  void crashInLook() {
    crashing = true;
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of("TEST::Awaited", Params.class, "Takes until it is at rest.")
        .targeted()
        .compensation("it changes nothing")
        .usual(Duration.ofMinutes(3))
        .patience(Duration.ofHours(1))
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.of(Change.CREATE));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    var id = params.build() == null ? "stack/" + context.action().id() : params.build();
    return Progress.awaitingEvent(new Handle(id, params.build()));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    if (crashing) {
      crashing = false;
      throw new FragileStore.Crash();
    }
    looks++;
    return atRest.contains(handle.path("id").asText())
        ? Progress.done(Change.CREATE)
        : new Progress.Running(handle, Progress.Pace.EVENT);
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return new Progress.Failed(Problem.of(ProblemCode.STACK_FAILED, "it was called off", ""));
  }

  @Override
  public Optional<AwsResource> awaits(ObjectNode handle) {
    if (!handle.has("id")) {
      throw new IllegalArgumentException("no handle of this kind: " + handle);
    }
    return handle.path("build").isTextual()
        ? Optional.of(new AwsResource("codebuild", handle.path("build").textValue()))
        : Optional.empty();
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
