package io.coreautomation.execute.simulation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Recorded;
import io.coreautomation.execute.simulation.Meetings.Meeting;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;

/** A shipped kind, each of whose actions works in the world of its case. */
final class MixKind<P extends Record> extends GivenKind<P> {
  private final Meetings meetings;

  MixKind(ActionHandler<P> kind, Meetings meetings) {
    super(kind);
    this.meetings = meetings;
  }

  @Override
  ActionContext given(ActionContext real) {
    return new Context(real);
  }

  @Override
  public Progress start(ActionContext context, P params) {
    var toFail = meetings.of(context.action().id()).failures();
    return !context.mayHaveStarted() && toFail.get() > 0 && toFail.getAndDecrement() > 0
        ? new Progress.Failed(Problem.of(ProblemCode.WORK_FAILED, "it broke", ""))
        : super.start(context, params);
  }

  private final class Context extends GivenContext {
    private final ActionContext real;

    Context(ActionContext real) {
      super(real);
      this.real = real;
    }

    private Meeting meeting() {
      return meetings.of(real.action().id());
    }

    private KindWorld world() {
      return meeting().trial().world();
    }

    /** As the runs before have named it, so that what they did is found. */
    @Override
    public Action action() {
      return KindWorld.action();
    }

    @Override
    public Target target() {
      return KindWorld.TARGET;
    }

    @Override
    public Prn owner() {
      return KindWorld.OWNER;
    }

    /** What the case says; the engine's registry knows nothing of runs before. */
    @Override
    public Optional<Recorded> recorded() {
      return world().recorded();
    }

    /** By the engine's own way to AWS. */
    @Override
    public <C extends SdkClient> C client(Class<C> service, Target place) {
      return real.client(service, meeting().outside(place));
    }

    @Override
    public String stackExecutionRole() {
      return KindWorld.STACK_EXECUTION;
    }

    @Override
    public String userBoundary() {
      return KindWorld.USER_BOUNDARY;
    }

    @Override
    public byte[] object(String key) {
      return world().object(key);
    }

    @Override
    public URI objectUrl(String key) {
      return world().objectUrl(key);
    }
  }
}
