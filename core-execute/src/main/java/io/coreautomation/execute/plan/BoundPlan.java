package io.coreautomation.execute.plan;

import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The plan that an apply carries out. Immutable. */
public final class BoundPlan {
  private final Map<String, Planned> byAction = new LinkedHashMap<>();

  /**
   * A plan.
   *
   * @param by the run that made it
   */
  public BoundPlan(PlanDocument document, RunId by) {
    for (PlannedAction action : document.actions()) {
      byAction.put(action.id(), new Planned(action, by));
    }
  }

  /**
   * The plan of a digest, as its newest run made it. Of one that was dropped since no change set is
   * left: then it does not matter by whose name none is found.
   *
   * @param bound to the plan
   */
  public static BoundPlan read(Digest digest, RunRow bound, Runs runs, ObjectStore store) {
    var by = runs.plans().newest(digest).map(PlanRow::run).orElse(bound.runId());
    return new BoundPlan(document(digest, bound.coordinates(), store), by);
  }

  /** The document of a plan, which is what its name says. */
  static PlanDocument document(Digest digest, Coordinates at, ObjectStore store) {
    var key = ObjectKeys.of(at).plan(digest);
    var content =
        store.get(key).orElseThrow(() -> unreadable("the plan '" + key + "' is gone")).content();
    if (!Digest.of(content).equals(digest)) {
      throw unreadable("the plan '" + key + "' is not what its name says");
    }
    return PlanDocument.parse(content);
  }

  private static ProblemException unreadable(String message) {
    return new ProblemException(
        Problem.of(
            ProblemCode.DOCUMENT_UNREADABLE,
            message,
            "Bring the object back, as from an earlier version of it, or plan again."));
  }

  /** What it says of an action; nothing of one that was to be skipped. */
  public Optional<Planned> of(String action) {
    return Optional.ofNullable(byAction.get(action));
  }

  Collection<Planned> all() {
    return byAction.values();
  }
}
