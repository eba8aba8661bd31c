package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.child.UnansweredException;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Wanted;
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
import io.coreautomation.framework.run.StaleTurnException;
import io.coreautomation.framework.run.Standing;
import io.coreautomation.framework.run.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of one action's kind. It reads what the turn gives it and changes nothing of the turn's,
 * so that many run side by side.
 *
 * @param question what the registry is asked first
 * @param sealed the params, if something in them is sensitive; null if nothing is
 * @param params null where a preview's are not known yet, so that the kind cannot read them
 */
record Work<P extends Record>(
    Action action,
    ActionState state,
    Step step,
    ActionHandler<P> handler,
    @Nullable P params,
    WorkContext context,
    Optional<Wanted> wanted,
    Optional<Standings.Question> question,
    @Nullable ObjectNode sealed,
    Secrets secrets) {
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
    Work<?> work();

    /** What came of asking the registry in place of AWS; null where nobody asked for that. */
    @Nullable Trust trust();

    /** The kind said how far it is. */
    record Answered(Work<?> work, Progress progress, @Nullable Trust trust) implements Result {}

    /** AWS slowed us down: nothing was lost, it is tried again. */
    record Throttled(Work<?> work, String service, @Nullable Trust trust) implements Result {}

    /** It was not called, as the turn's time was over: that of a later turn is. */
    record Uncalled(Work<?> work) implements Result {
      @Override
      public @Nullable Trust trust() {
        return null;
      }
    }
  }

  /**
   * Puts a call together.
   *
   * @param resolved params without references
   * @throws ProblemException if they are not what the kind takes, although all of them is known
   */
  static <P extends Record> Work<P> of(
      Action action,
      ActionState state,
      Step step,
      ActionHandler<P> handler,
      ObjectNode resolved,
      WorkContext context,
      Standings standings,
      Secrets secrets) {
    var sealed = secrets.areIn(resolved) ? resolved : null;
    if (sealed != null && !handler.describe().targeted()) {
      throw new ProblemException(stored(action));
    }
    var about = handler.describe();
    var written = Nodes.of(resolved, action.source());
    var params =
        context.needs().isEmpty()
            ? about.bindOrThrow(written)
            : about.bind(written, new Problems()).orElse(null);
    var wanted = params == null ? Optional.<Wanted>empty() : handler.wanted(params);
    var begins = step == Step.START || step == Step.PREVIEW;
    return new Work<>(
        action,
        state,
        step,
        handler,
        params,
        context,
        wanted,
        begins && context.needs().isEmpty() && context.planned().isEmpty() && sealed == null
            ? standings.about(action, wanted.orElse(null), context.mayHaveStarted())
            : Optional.empty(),
        sealed,
        secrets);
  }

  /** What kinds without a target are given, the run keeps. */
  private static Problem stored(Action action) {
    return Problem.of(
        ProblemCode.FIELD_INVALID,
        "'" + action.name() + "' cannot be given a sensitive output: the run would store it",
        "Refer to it in the params of actions with a target: they alone are not stored.");
  }

  /** What the registry is told if it ends otherwise than its author wanted. */
  @Nullable Standing inDoubt() {
    var target = action.target();
    return step == Step.PREVIEW || target == null
        ? null
        : wanted.map(w -> Standing.inDoubt(target, w.resource())).orElse(null);
  }

  /** Names that the action holds while it is under way. */
  List<String> locks() {
    if (step == Step.PREVIEW) {
      return List.of(); // who only looks stands in nobody's way
    }
    var names = new ArrayList<>(handler.locks(bound(), action.target()));
    if (action.lock() != null) {
      names.add(io.coreautomation.db.lock.LockNames.custom(action.lock()));
    }
    return names;
  }

  /**
   * Makes the call.
   *
   * <p>That the registry cannot be read, or that the turn's time for calls is over, is no failure
   * of the action: it ends the turn.
   */
  Result run() {
    var said = question.map(Standings.Question::ask).orElse(Standings.Answer.NONE);
    var fields = LogFields.open().correlationId(context.run().text()).action(action.id());
    if (action.target() != null) {
      fields.account(action.target().account()).region(action.target().region());
    }
    try (fields) {
      return new Result.Answered(this, discreet(context.with(said.recorded())), said.trust());
    } catch (ThrottledException e) {
      return new Result.Throttled(this, e.service(), said.trust());
    } catch (StaleTurnException | UnansweredException e) {
      throw e;
    } catch (ProblemException e) {
      return new Result.Answered(this, new Progress.Failed(e.first()), said.trust());
    } catch (RuntimeException e) {
      // A bug of a kind must not take the other actions of the run along.
      LOG.error("kind {} failed by itself at {}", action.kind(), action.id(), e);
      return new Result.Answered(
          this,
          new Progress.Failed(
              Problem.of(
                  ProblemCode.INTERNAL,
                  "the kind " + action.kind() + " failed by itself: " + e,
                  "Report it with the run's id; the log has the whole story.")),
          said.trust());
    }
  }

  /** What came of the call, without anything that nobody may keep. */
  private Progress discreet(ActionContext given) {
    return switch (call(given)) {
      case Progress.Done done ->
          new Progress.Done(
              told(given, done.outputs()),
              done.change(),
              done.variables(),
              sealed == null || done.standing() == null ? done.standing() : done.standing().open());
      case Progress.Previewed found ->
          new Progress.Previewed(found.preview(), told(given, found.outputs()), found.variables());
      case Progress.Failed(Problem problem) -> new Progress.Failed(secrets.hidden(problem));
      case Progress.Running running -> running;
      case Progress.NotBegun notBegun -> notBegun;
    };
  }

  private Map<String, String> told(ActionContext given, Map<String, String> outputs) {
    if (outputs.isEmpty() || params == null) {
      return outputs;
    }
    var told = new TreeMap<>(outputs);
    handler.sensitive(given, params).forEach(name -> told.replace(name, Outputs.HIDDEN));
    return told;
  }

  private Progress call(ActionContext given) {
    var input = params;
    if (input != null && sealed != null) {
      input = handler.describe().bindOrThrow(Nodes.of(secrets.revealed(sealed), action.source()));
    }
    return input == null
        ? Progress.previewed(Preview.unknown(context.needs()))
        : switch (step) {
          case PREVIEW -> handler.preview(given, input);
          case START -> handler.start(given, input);
          case CHECK -> handler.check(given, input, handle());
          case CANCEL -> handler.cancel(given, input, handle());
        };
  }

  private P bound() {
    return Objects.requireNonNull(params, "params that are not known yet");
  }

  private ObjectNode handle() {
    return state.handle() == null ? Json.object() : state.handle().deepCopy();
  }
}
