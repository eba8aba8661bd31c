package io.coreautomation.execute.simulation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Recorded;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.task.TaskVerb;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;

/** What an engine gives a kind, to be changed here and there. */
abstract class GivenContext implements ActionContext {
  private final ActionContext real;

  GivenContext(ActionContext real) {
    this.real = real;
  }

  @Override
  public boolean mayHaveStarted() {
    return real.mayHaveStarted();
  }

  @Override
  public String token(String step) {
    return real.token(step);
  }

  @Override
  public List<String> needs() {
    return real.needs();
  }

  @Override
  public Optional<Planned> planned() {
    return real.planned();
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
