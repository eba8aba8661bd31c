package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind as it would be in an engine without some guards. */
final class Weakened<P extends Record> extends GivenKind<P> {
  private final Set<Guard> without;
  private int calls;

  private Weakened(ActionHandler<P> kind, Set<Guard> without) {
    super(kind);
    this.without = without;
  }

  /** The kind itself if no guard is missing. */
  static ActionHandler<?> of(ActionHandler<?> kind, Set<Guard> without) {
    return without.isEmpty() ? kind : new Weakened<>(kind, without);
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return without.contains(Guard.VERIFY)
        ? Progress.done(Change.NONE)
        : super.verify(context, planned);
  }

  @Override
  public Progress start(ActionContext context, P params) {
    return left(super.start(context, params));
  }

  @Override
  public Progress check(ActionContext context, P params, ObjectNode handle) {
    return left(super.check(context, params, handle));
  }

  private Progress left(Progress progress) {
    return without.contains(Guard.ATTENDANCE) && progress instanceof Progress.Running running
        ? new Progress.Running(running.handle(), running.pace(), running.at())
        : progress;
  }

  @Override
  public Progress cancel(ActionContext context, P params, ObjectNode handle) {
    return without.contains(Guard.PART_CANCEL)
        ? check(context, params, handle)
        : super.cancel(context, params, handle);
  }

  @Override
  public List<String> locks(P params, @Nullable Target target) {
    return without.contains(Guard.LOCKS) ? List.of() : super.locks(params, target);
  }

  @Override
  ActionContext given(ActionContext real) {
    return new Context(real);
  }

  private final class Context extends GivenContext {
    Context(ActionContext real) {
      super(real);
    }

    @Override
    public boolean mayHaveStarted() {
      return !without.contains(Guard.RECOGNISE_FIRST) && super.mayHaveStarted();
    }

    /** Without the guard, AWS cannot tell that two calls are one. */
    @Override
    public String token(String step) {
      return without.contains(Guard.TOKEN) ? super.token(step) + "/" + ++calls : super.token(step);
    }

    @Override
    public Optional<Planned> planned() {
      return without.contains(Guard.PLAN) ? Optional.empty() : super.planned();
    }
  }
}
