package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Recorded;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.task.TaskVerb;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/** A kind as it would be in an engine without some guards. */
final class Weakened<P extends Record> implements ActionHandler<P> {
  private final ActionHandler<P> kind;
  private final Set<Guard> without;
  private int calls;

  Weakened(ActionHandler<P> kind, Set<Guard> without) {
    this.kind = kind;
    this.without = without;
  }

  @Override
  public KindDescription<P> describe() {
    return kind.describe();
  }

  @Override
  public Progress preview(ActionContext context, P params) {
    return kind.preview(new Context(context), params);
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return without.contains(Guard.VERIFY)
        ? Progress.done(Change.NONE)
        : kind.verify(new Context(context), planned);
  }

  @Override
  public Progress discard(ActionContext context, Planned planned) {
    return kind.discard(new Context(context), planned);
  }

  @Override
  public Progress start(ActionContext context, P params) {
    return kind.start(new Context(context), params);
  }

  @Override
  public Progress check(ActionContext context, P params, ObjectNode handle) {
    return kind.check(new Context(context), params, handle);
  }

  @Override
  public Progress cancel(ActionContext context, P params, ObjectNode handle) {
    return without.contains(Guard.PART_CANCEL)
        ? kind.check(new Context(context), params, handle)
        : kind.cancel(new Context(context), params, handle);
  }

  @Override
  public List<String> locks(P params, @Nullable Target target) {
    return without.contains(Guard.LOCKS) ? List.of() : kind.locks(params, target);
  }

  @Override
  public Compensation compensation(P params, Change change, @Nullable ObjectNode before) {
    return kind.compensation(params, change, before);
  }

  private final class Context implements ActionContext {
    private final ActionContext real;

    Context(ActionContext real) {
      this.real = real;
    }

    @Override
    public boolean mayHaveStarted() {
      return !without.contains(Guard.RECOGNISE_FIRST) && real.mayHaveStarted();
    }

    /** Without the guard, AWS cannot tell that two calls are one. */
    @Override
    public String token(String step) {
      return without.contains(Guard.TOKEN) ? real.token(step) + "/" + ++calls : real.token(step);
    }

    @Override
    public List<String> needs() {
      return real.needs();
    }

    @Override
    public Optional<Planned> planned() {
      return without.contains(Guard.PLAN) ? Optional.empty() : real.planned();
    }

    @Override
    public Optional<Recorded> recorded() {
      return real.recorded();
    }

    @Override
    public boolean isCalledOff() {
      return real.isCalledOff();
    }

    @Override
    public RunId run() {
      return real.run();
    }

    @Override
    public Action action() {
      return real.action();
    }

    @Override
    public Target target() {
      return real.target();
    }

    @Override
    public Prn owner() {
      return real.owner();
    }

    @Override
    public <C extends SdkClient> C client(Class<C> service, Target place) {
      return real.client(service, place);
    }

    @Override
    public String stackExecutionRole() {
      return real.stackExecutionRole();
    }

    @Override
    public String userBoundary() {
      return real.userBoundary();
    }

    @Override
    public ChildRun child(String of, TaskVerb task) {
      return real.child(of, task);
    }

    @Override
    public byte[] object(String key) {
      return real.object(key);
    }

    @Override
    public URI objectUrl(String key) {
      return real.objectUrl(key);
    }

    @Override
    public Instant now() {
      return real.now();
    }
  }
}
