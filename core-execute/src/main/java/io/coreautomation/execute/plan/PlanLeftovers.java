package io.coreautomation.execute.plan;

import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.db.run.PlanRow;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Concurrency;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what the previews of a plan have left in the world. */
public final class PlanLeftovers {
  private static final Logger LOG = LoggerFactory.getLogger(PlanLeftovers.class);

  /** Removals between two looks at the time. */
  private static final int AT_ONCE = 100;

  private final Kinds kinds;
  private final ObjectStore store;
  private final Concurrency concurrency;
  private final Contexts contexts;

  /** Makes what a kind is given by the run that removes, for an action of a plan. */
  public interface Contexts {
    ActionContext of(RunId by, PlanRow plan, Planned planned);
  }

  public PlanLeftovers(Kinds kinds, ObjectStore store, Concurrency concurrency, Contexts contexts) {
    this.kinds = kinds;
    this.store = store;
    this.concurrency = concurrency;
    this.contexts = contexts;
  }

  /**
   * Removes them. Doing it twice is doing it once.
   *
   * @return false if there was no time for all, or AWS slowed us down
   */
  boolean removed(PlanRow plan, RunId by, BooleanSupplier mayGoOn) {
    var document = BoundPlan.document(plan.digest(), plan.coordinates(), store);
    var left = new ArrayList<>(new BoundPlan(document, plan.run()).all());
    while (!left.isEmpty()) {
      if (!mayGoOn.getAsBoolean()) {
        return false;
      }
      var some = left.subList(0, Math.min(AT_ONCE, left.size()));
      var done = concurrency.all(some.stream().map(p -> discarding(plan, p, by)).toList());
      if (done.contains(false)) {
        return false;
      }
      some.clear();
    }
    return true;
  }

  private Callable<Boolean> discarding(PlanRow plan, Planned planned, RunId by) {
    return () -> {
      try {
        var action = planned.action();
        if (action.target() != null
            && kinds.handler(action.kind()).discard(contexts.of(by, plan, planned), planned)
                instanceof Progress.Failed(var problem)) {
          LOG.warn("{} of a plan that is over was not removed: {}", action.id(), problem.text());
        }
        return true;
      } catch (ThrottledException e) {
        return false;
      } catch (ProblemException e) {
        // An account that is closed by now must not keep the plans of the others from ending.
        LOG.warn("{} was not removed: {}", planned.action().id(), e.first().text());
        return true;
      }
    };
  }
}
