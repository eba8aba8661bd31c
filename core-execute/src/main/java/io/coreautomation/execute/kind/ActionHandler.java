package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of action: what it needs, how it starts, how it ends.
 *
 * <p>Handlers are stateless and thread-safe. Each method can be called again after a crash in the
 * middle of it: implementations MUST then neither lose nor double an effect, in the way that their
 * description's {@link Repeatability} says. They let {@link
 * io.coreautomation.aws.access.ThrottledException} through: pacing is the engine's. What goes wrong
 * with the deployment is a {@link Progress.Failed}; an exception is a bug.
 *
 * <p>It is also the service that jars provide which bring kinds of their own: a public class with a
 * constructor that takes nothing, found by {@link java.util.ServiceLoader}.
 */
public interface ActionHandler<P extends Record> {
  KindDescription<P> describe();

  /**
   * Says what {@link #start} would do, as a {@link Progress.Previewed}. It changes nothing; what it
   * leaves for an apply to use, {@link #discard} removes.
   */
  Progress preview(ActionContext context, P params);

  /**
   * Fails if the world is not as the plan found it any more. It looks, cheaply; {@link #start}
   * makes sure.
   */
  default Progress verify(ActionContext context, Planned planned) {
    return Progress.done(Change.NONE);
  }

  /** Removes what a preview left, if it is still there. */
  default Progress discard(ActionContext context, Planned planned) {
    return Progress.done(Change.NONE);
  }

  /**
   * Says why there is no room for what a run is about to make in one account and region. It is
   * asked once, before anything is begun, and only where that is much.
   *
   * @param all compiled params of the run's actions of this kind there; what only the run knows is
   *     not resolved
   */
  default Optional<Problem> lacksRoom(ActionContext context, List<ObjectNode> all) {
    return Optional.empty();
  }

  /**
   * Starts, or finds again what an earlier call of this attempt started. Where there is a plan, it
   * does what the plan says, or fails with {@code PLAN_STALE} before it changes anything.
   */
  Progress start(ActionContext context, P params);

  /** Looks how far it is. May make the next call where a kind takes several steps. */
  Progress check(ActionContext context, P params, ObjectNode handle);

  /** Calls it off as far as AWS allows; it goes on being checked until AWS has settled. */
  Progress cancel(ActionContext context, P params, ObjectNode handle);

  /**
   * The resource whose event tells the end of what a handle stands for; empty if the event names
   * our token, or if there is none.
   */
  default Optional<AwsResource> awaits(ObjectNode handle) {
    return Optional.empty();
  }

  /**
   * Names the outputs that are stored and shown nowhere. An action that refers to one is given it
   * by {@link #outputs}, read anew.
   */
  default Set<String> sensitive(ActionContext context, P params) {
    return Set.of();
  }

  /**
   * Reads the outputs of what the action has made, as a {@link Progress.Done} that changed nothing.
   * Asked for sensitive ones, with params in which such are hidden.
   */
  default Progress outputs(ActionContext context, P params) {
    return Progress.done(Change.NONE);
  }

  /** Names what one action of one run at a time may change, such as a stack. */
  List<String> locks(P params, @Nullable Target target);

  /**
   * Names the thing that an action is about, with the digest of what it is to be made from, for the
   * registry of what stands; nothing for a kind that is about no such thing. It looks at the params
   * and at nothing else.
   */
  default Optional<Wanted> wanted(P params) {
    return Optional.empty();
  }

  /**
   * Says how what an action did is taken back.
   *
   * @param change what it has changed; {@link Change#NONE} of one that has failed or was called
   *     off, which leaves nothing behind unless it has a run of its own
   * @param before the params with which the last run that succeeded did the same; null if none did
   */
  Compensation compensation(P params, Change change, @Nullable ObjectNode before);
}
