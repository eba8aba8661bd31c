package io.coreautomation.execute.kind;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.task.TaskVerb;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/** What a kind knows while it is called once in a {@link KindWorld}. */
record KindContext(
    KindWorld world,
    Action action,
    RunId run,
    boolean mayHaveStarted,
    boolean isCalledOff,
    Instant now,
    @Nullable Planned plan,
    @Nullable Recorded registry)
    implements ActionContext {
  @Override
  public Target target() {
    return KindWorld.TARGET;
  }

  @Override
  public Prn owner() {
    return world.owner();
  }

  @Override
  public Optional<Planned> planned() {
    return Optional.ofNullable(plan);
  }

  @Override
  public Optional<Recorded> recorded() {
    return Optional.ofNullable(registry);
  }

  @Override
  public List<String> needs() {
    return world.needs();
  }

  @Override
  public String token(String step) {
    return Token.of(run, action.id(), 1, step);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, Target place) {
    return world.client(service, place);
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
  public ChildRun child(String of, TaskVerb task) {
    return world.child(run, of, task);
  }

  @Override
  public byte[] object(String key) {
    return world.object(key);
  }

  @Override
  public URI objectUrl(String key) {
    return world.objectUrl(key);
  }
}
