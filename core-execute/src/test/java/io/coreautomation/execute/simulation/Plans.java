package io.coreautomation.execute.simulation;

import io.coreautomation.execute.simulation.Cloud.Thing;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;

/** Holds runs that plan, and those that carry out plans, against what the plans have seen. */
final class Plans {
  private final World world;
  private final Cloud cloud;

  Plans(World world, Cloud cloud) {
    this.world = world;
    this.cloud = cloud;
  }

  /** Of a run that makes something. */
  void requirePlanned(SimRun run, Thing thing) {
    if (run.task() == TaskVerb.PLAN) {
      throw new Violation(Law.PLANNED, "made by a run that only looks: " + thing);
    }
    if (run.task() != TaskVerb.APPLY) {
      return;
    }
    if (thing.step == 0
        && world.truth().plan(run).actions().stream()
            .anyMatch(a -> a.id().equals(thing.action) && hasMoved(a, world.clock().now()))) {
      throw new Violation(Law.PLANNED, "its plan has seen another world: " + thing);
    }
    if (isToBeRefused(run)) {
      throw new Violation(Law.PLANNED, "the world had moved before the run began: " + thing);
    }
  }

  /** Of a run that is at its end. One that met a lock before it could look says that instead. */
  void requireRefused(SimRun run) {
    if (run.task() == TaskVerb.APPLY
        && isToBeRefused(run)
        && world.truth().row(run).problems().stream()
            .noneMatch(p -> p.code() == ProblemCode.PLAN_STALE || p.code() == ProblemCode.LOCKED)) {
      throw new Violation(Law.PLANNED, "the world had moved, and the run says nothing of it");
    }
  }

  /** Whether it could be known before it did anything, and nobody but it has had a say. */
  private boolean isToBeRefused(SimRun run) {
    var began = world.truth().row(run).requestedAt();
    return world.people().wereSilent()
        && !world.faults().can(Fault.THROTTLED)
        && !world.faults().can(Fault.DENIED)
        && world.truth().plan(run).actions().stream().anyMatch(action -> hasMoved(action, began));
  }

  private boolean hasMoved(PlannedAction action, Instant by) {
    var seen = action.preview().read("version");
    return seen != null && !seen.equals(cloud.versionAt(action.id(), by));
  }
}
