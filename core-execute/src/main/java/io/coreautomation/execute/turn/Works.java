package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.permission.NarrowedAccess;
import io.coreautomation.execute.permission.SessionPolicies;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import java.util.List;
import java.util.Optional;

/** Puts the calls of a run's kinds together, with what they are given. */
final class Works {
  private final EngineDoors doors;
  private final AwsAccess access;
  private final RunId run;
  private final Prn owner;
  private final RunProgress progress;
  private final Outputs outputs;
  private final Course course;
  private final Standings standings;
  private final Secrets secrets;

  Works(
      EngineDoors doors,
      SessionPolicies sessions,
      Runnable fence,
      RunId run,
      Prn owner,
      RunProgress progress,
      Outputs outputs,
      Course course,
      Standings standings) {
    this.doors = doors;
    this.access = new FencedAccess(new NarrowedAccess(doors.access(), sessions), fence);
    this.run = run;
    this.owner = owner;
    this.progress = progress;
    this.outputs = outputs;
    this.course = course;
    this.standings = standings;
    this.secrets = new Secrets(outputs, progress, doors.random(), this::made);
  }

  /**
   * A call about an action.
   *
   * @throws ProblemException if what its params refer to is not there, or is not what it should be
   */
  Work<?> work(Action action, ActionState state, Work.Step step, boolean mayHaveStarted) {
    var inputs = course.inputs(action, outputs, secrets);
    return Work.of(
        action,
        state,
        course.step(step),
        handler(action),
        (ObjectNode) inputs.params(),
        context(action, state, mayHaveStarted, inputs.needs()),
        standings,
        secrets);
  }

  /** The outputs of what an action has made, read anew. */
  private Progress made(String id) {
    var action = course.action(id);
    var params = (ObjectNode) outputs.stored(action.params(), progress);
    return made(handler(action), action, params);
  }

  private <P extends Record> Progress made(
      ActionHandler<P> handler, Action action, ObjectNode params) {
    return handler.outputs(
        context(action), handler.describe().bindOrThrow(Nodes.of(params, action.source())));
  }

  /** What the kind is given of an action that was not begun. */
  WorkContext context(Action action) {
    return context(action, progress.action(action.id()), false, List.of());
  }

  private WorkContext context(
      Action action, ActionState state, boolean mayHaveStarted, List<String> needs) {
    return new WorkContext(
        run,
        action,
        owner,
        course.attempt(state),
        mayHaveStarted,
        isCalledOff(action) || state.status() == ActionStatus.CANCELLING,
        access,
        doors.store(),
        doors.world().now(),
        course.role(),
        needs,
        course.planned(action),
        doors.children(),
        Optional.empty());
  }

  /**
   * Whether an action is called off with everything else. What cleans up after a failure is so by
   * operators only; the undoing of things never is.
   */
  boolean isCalledOff(Action action) {
    return progress.calledOff() != null
        && (progress.isCancelled() || action.runsOn() == RunOn.SUCCESS)
        && !action.id().endsWith(Rollback.SUFFIX);
  }

  ActionHandler<?> handler(Action action) {
    return doors.kinds().handler(action.kind());
  }
}
