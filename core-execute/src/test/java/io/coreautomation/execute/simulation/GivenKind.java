package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind that is given another context than the engine's. */
abstract class GivenKind<P extends Record> implements ActionHandler<P> {
  private final ActionHandler<P> kind;

  GivenKind(ActionHandler<P> kind) {
    this.kind = kind;
  }

  /** What the kind is given in place of a context. */
  abstract ActionContext given(ActionContext real);

  @Override
  public KindDescription<P> describe() {
    return kind.describe();
  }

  @Override
  public Progress preview(ActionContext context, P params) {
    return kind.preview(given(context), params);
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return kind.verify(given(context), planned);
  }

  @Override
  public Progress discard(ActionContext context, Planned planned) {
    return kind.discard(given(context), planned);
  }

  @Override
  public Optional<Problem> lacksRoom(ActionContext context, List<ObjectNode> all) {
    return kind.lacksRoom(given(context), all);
  }

  @Override
  public Progress start(ActionContext context, P params) {
    return kind.start(given(context), params);
  }

  @Override
  public Progress check(ActionContext context, P params, ObjectNode handle) {
    return kind.check(given(context), params, handle);
  }

  @Override
  public Progress cancel(ActionContext context, P params, ObjectNode handle) {
    return kind.cancel(given(context), params, handle);
  }

  @Override
  public Optional<AwsResource> awaits(ObjectNode handle) {
    return kind.awaits(handle);
  }

  @Override
  public Set<String> sensitive(ActionContext context, P params) {
    return kind.sensitive(given(context), params);
  }

  @Override
  public Progress outputs(ActionContext context, P params) {
    return kind.outputs(given(context), params);
  }

  @Override
  public List<String> locks(P params, @Nullable Target target) {
    return kind.locks(params, target);
  }

  @Override
  public Optional<Wanted> wanted(P params) {
    return kind.wanted(params);
  }

  @Override
  public Compensation compensation(P params, Change change, @Nullable ObjectNode before) {
    return kind.compensation(params, change, before);
  }
}
