package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.logging.LogFields;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.shape.Binder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of one action's kind. It reads what the turn gives it and changes nothing of the turn's,
 * so that many run side by side.
 */
record Work(
    Action action,
    ActionState state,
    Step step,
    ActionHandler<?> handler,
    JsonNode params,
    WorkContext context) {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  /** Which of the kind's methods is called. */
  enum Step {
    PREVIEW,
    START,
    CHECK,
    CANCEL
  }

  /** What came of it. */
  sealed interface Result {
    Work work();

    /** The kind said how far it is. */
    record Answered(Work work, Progress progress) implements Result {}

    /** AWS slowed us down: nothing was lost, it is tried again. */
    record Throttled(Work work) implements Result {}
  }

  Result run() {
    var fields = LogFields.open().correlationId(context.run().text()).action(action.id());
    if (action.target() != null) {
      fields.account(action.target().account()).region(action.target().region());
    }
    try (fields) {
      return new Result.Answered(this, call(handler));
    } catch (ThrottledException e) {
      return new Result.Throttled(this);
    } catch (ProblemException e) {
      return new Result.Answered(this, new Progress.Failed(e.first()));
    } catch (RuntimeException e) {
      // A bug of a kind must not take the other actions of the run along.
      LOG.error("kind {} failed by itself at {}", action.kind(), action.id(), e);
      return new Result.Answered(
          this,
          new Progress.Failed(
              Problem.of(
                  ProblemCode.INTERNAL,
                  "the kind " + action.kind() + " failed by itself: " + e,
                  "Report it with the run's id; the log has the whole story.")));
    }
  }

  private <P extends Record> Progress call(ActionHandler<P> typed) {
    if (!context.needs().isEmpty() && !canBeBound(typed)) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    var bound = Binder.bindOrThrow(typed.describe().params(), Nodes.of(params, action.source()));
    ActionContext given = context;
    return switch (step) {
      case PREVIEW -> typed.preview(given, bound);
      case START -> typed.start(given, bound);
      case CHECK ->
          typed.check(given, bound, state.handle() == null ? Json.object() : state.handle());
      case CANCEL ->
          typed.cancel(given, bound, state.handle() == null ? Json.object() : state.handle());
    };
  }

  /** Whether the kind takes the params although some values in them are not known yet. */
  private boolean canBeBound(ActionHandler<?> typed) {
    return new Binder(new Problems())
        .bind(typed.describe().params(), Nodes.of(params, action.source()), "")
        .isPresent();
  }

  /** The step that an action under way needs. */
  static Step next(ActionState state, boolean overdue) {
    if (state.status() == ActionStatus.STARTING) {
      return Step.START;
    }
    return overdue && state.status() == ActionStatus.RUNNING ? Step.CANCEL : Step.CHECK;
  }
}
