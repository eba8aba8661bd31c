package io.coreautomation.execute.plan;

import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.Concurrency;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStore.PreconditionFailedException;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.ActionState;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What comes after the last preview of a run: its plan, and the removal of plans that are over. */
public final class PlanEnd {
  private final Runs runs;
  private final ObjectStore store;
  private final Concurrency concurrency;
  private final PlanLeftovers leftovers;
  private final Clock wall;

  /**
   * @param contexts for the removal
   */
  public PlanEnd(
      Runs runs,
      ObjectStore store,
      Concurrency concurrency,
      Kinds kinds,
      PlanLeftovers.Contexts contexts,
      Clock wall) {
    this.runs = runs;
    this.store = store;
    this.concurrency = concurrency;
    this.leftovers = new PlanLeftovers(kinds, store, concurrency, contexts);
    this.wall = wall;
  }

  /**
   * Stores the plan of a run. Doing it twice is doing it once.
   *
   * @return its digest; nothing if there was nothing to plan, as when a plan is only dropped
   */
  public Optional<Digest> made(RunRow row, ActionList list, RunProgress progress) {
    if (list.actions().isEmpty()) {
      return Optional.empty();
    }
    var keys = ObjectKeys.of(row.coordinates());
    var previews = new Previews(store, keys, row.runId());
    var actions =
        concurrency.all(
            list.actions().stream()
                .filter(a -> progress.action(a.id()).status() != ActionStatus.SKIPPED)
                .map(
                    a ->
                        (Callable<PlannedAction>)
                            () ->
                                PlannedAction.of(a, preview(a, progress.action(a.id()), previews)))
                .toList());
    var plan = PlanDocument.of(row.coordinates(), asked(row, list, keys), actions);
    var content = plan.canonical();
    var digest = Digest.of(content);
    putOnce(keys.plan(digest), content);
    return Optional.of(digest);
  }

  /**
   * The list that a plan is of. An apply believes nobody, so a plan for which the registry was
   * believed is the same plan, if it found the same.
   */
  private Digest asked(RunRow row, ActionList list, ObjectKeys keys) {
    if (list.trustRegistry() == null) {
      return Objects.requireNonNull(row.listDigest(), "a plan without a list");
    }
    var content = list.asking().canonical();
    var digest = Digest.of(content);
    putOnce(keys.list(digest), content);
    return digest;
  }

  private void putOnce(String key, byte[] content) {
    try {
      store.put(key, content, Precondition.ABSENT);
    } catch (PreconditionFailedException e) {
      // Named by its content: what is there is the same.
    }
  }

  /** One whose preview failed and may: nobody knows what it would do. */
  private static Preview preview(Action action, ActionState state, Previews previews) {
    var failure = state.failure();
    return failure == null
        ? previews.of(action.id(), state.handle())
        : new Preview(
            Change.UNKNOWN,
            List.of(),
            List.of(),
            Map.of(),
            0,
            List.of(),
            List.of(failure.message()));
  }

  /**
   * Removes what plans of the deployment have left that nobody can apply any more: those that have
   * expired or were dropped, and those that this run has made again.
   *
   * @param mayGoOn whether there is time for more
   * @return whether nothing is left to do
   */
  public boolean tidied(RunRow row, @Nullable Digest made, BooleanSupplier mayGoOn) {
    var now = wall.instant();
    for (var plan : runs.plans().of(row.prn())) {
      if (isOver(plan, row, made, now)) {
        if (!leftovers.removed(plan, row.runId(), mayGoOn)) {
          return false;
        }
        runs.plans().remove(plan);
      }
    }
    return true;
  }

  private static boolean isOver(PlanRow plan, RunRow row, @Nullable Digest made, Instant now) {
    return plan.isExpired(now) || (plan.digest().equals(made) && !plan.run().equals(row.runId()));
  }
}
