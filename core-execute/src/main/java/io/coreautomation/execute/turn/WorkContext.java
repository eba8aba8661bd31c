package io.coreautomation.execute.turn;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Recorded;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.coordinates.Scope;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;

/**
 * What one action's kind is given.
 *
 * @param role in which it works
 */
record WorkContext(
    RunId run,
    Action action,
    Prn owner,
    int attempt,
    boolean mayHaveStarted,
    boolean isCalledOff,
    AwsAccess access,
    ObjectStore store,
    Instant now,
    RoleKind role,
    List<String> needs,
    Optional<Planned> planned,
    ChildRuns children,
    Optional<Recorded> recorded)
    implements ActionContext {

  /**
   * To remove what the preview of an action has left. It changes no resource, and yet takes the
   * role that may: a stack that was only reviewed goes by a call that could delete any other.
   */
  static WorkContext removing(RunId by, PlanRow plan, Planned planned, EngineDoors doors) {
    var action = planned.action();
    return new WorkContext(
        by,
        Action.of(action.id(), action.kind(), Source.ofFile("plan"))
            .name(action.name())
            .target(action.target())
            .build(),
        owner(plan.prn()),
        Planned.ATTEMPT,
        true,
        false,
        doors.access(),
        doors.store(),
        doors.world().now(),
        RoleKind.CHANGE,
        List.of(),
        Optional.empty(),
        doors.children(),
        Optional.empty());
  }

  /** With what the registry says. */
  WorkContext with(Optional<Recorded> found) {
    return new WorkContext(
        run,
        action,
        owner,
        attempt,
        mayHaveStarted,
        isCalledOff,
        access,
        store,
        now,
        role,
        needs,
        planned,
        children,
        found);
  }

  /** A later build of a branch changes the stacks of the build before it. */
  static Prn owner(Prn prn) {
    return prn.scope().compareTo(Scope.BRANCH) > 0 ? prn.at(Scope.BRANCH) : prn;
  }

  /** In which a run works in a place. */
  static AccessScope scope(Target target, RoleKind role, RunId run) {
    return new AccessScope(target.account(), target.region(), role, run.text(), null);
  }

  @Override
  public Target target() {
    var target = action.target();
    if (target == null) {
      throw new IllegalStateException("'" + action.id() + "' acts on no account");
    }
    return target;
  }

  @Override
  public String token(String step) {
    return Token.of(run, action.id(), attempt, step);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, Target place) {
    return access.client(service, scope(place, role, run));
  }

  @Override
  public String stackExecutionRole() {
    var target = target();
    return access.stackExecutionRoleArn(target.account(), target.region());
  }

  @Override
  public String userBoundary() {
    var target = target();
    return access.userBoundaryArn(target.account(), target.region());
  }

  @Override
  public ChildRun child(String of, TaskVerb task) {
    return children.of(run, of, task);
  }

  @Override
  public byte[] object(String key) {
    return store
        .get(key)
        .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"))
        .content();
  }

  @Override
  public URI objectUrl(String key) {
    return store.url(key);
  }
}
