package io.coreautomation.execute.simulation;

import io.coreautomation.execute.simulation.Cloud.Thing;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.run.ActionStatus;
import java.util.Objects;
import java.util.stream.Stream;

/** Holds what happens in a world against the laws, as it happens. */
final class Witness {
  private static final String UNDO = "~undo";

  private final World world;
  private final Cloud cloud;
  private final Parts parts;
  private final Plans plans;

  Witness(World world, Cloud cloud) {
    this.world = world;
    this.cloud = cloud;
    this.parts = new Parts(world);
    this.plans = new Plans(world, cloud);
  }

  void starting(Thing thing) {
    var run = world.truth().run(thing.run);
    if (things(run).anyMatch(other -> token(other).equals(token(thing)))) {
      throw new Violation(Law.EFFECTS_ONCE, "made again: " + thing);
    }
    if (!world.truth().holds(run)) {
      throw new Violation(Law.FENCE, "by a turn that does not hold the run: " + thing);
    }
    requireAtWork(run, thing);
    plans.requirePlanned(run, thing);
    var action = run.list().byId().get(thing.action);
    if (action == null) {
      requireUsersTakenBack(run, thing);
    } else {
      requireDue(run, action, thing);
    }
    requirePlace(run, thing);
    requireLocks(run, thing);
  }

  /** A run is at its end. */
  void ended(SimRun run) {
    plans.requireRefused(run);
  }

  private void requireDue(SimRun run, Action action, Thing thing) {
    if (thing.step == 0) {
      new Conditions(world, run).requireHolds(action);
      requireAttempt(run, action, thing);
    }
    requireDependencies(run, action, thing);
    if (run.whole() != null) {
      parts.requireWanted(run);
      requireDependencies(run.whole(), run.asAction(), thing);
    }
  }

  private void requireDependencies(SimRun run, Action action, Thing thing) {
    if (action.runsOn() == RunOn.SUCCESS) {
      for (var dependency : action.dependsOn()) {
        requireGood(run, thing, Objects.requireNonNull(run.list().byId().get(dependency)));
      }
    }
  }

  private void requireAttempt(SimRun run, Action action, Thing thing) {
    var before = things(run).filter(t -> t.action.equals(action.id()) && t.step == 0).count();
    var most = attempts(action) + world.people().retries(run, action.id());
    if (run.whole() != null) {
      var as = run.asAction();
      most += attempts(as) - 1 + world.people().retries(run.whole(), as.id());
    }
    if (before >= most) {
      throw new Violation(Law.ATTEMPTS, "one attempt more than " + most + ": " + thing);
    }
  }

  private static long attempts(Action action) {
    return action.retry() == null ? 1 : action.retry().attempts();
  }

  /** A world without that guard gives each call a token of its own. */
  private static String token(Thing thing) {
    return thing.token.split("/", -1)[0];
  }

  private Stream<Thing> things(SimRun run) {
    return cloud.things().stream().filter(thing -> thing.run.equals(run.id()));
  }

  private void requireAtWork(SimRun run, Thing thing) {
    var status = world.truth().row(run).status();
    if (world.truth().row(run).isTerminal()) {
      throw new Violation(Law.STANDSTILL, "in a run that is " + status + ": " + thing);
    }
    if (world.people().wereSilent() && !run.isPart()) {
      return;
    }
    var version = world.truth().state(run);
    var state = version.head();
    var begun = version.action(thing.action).status() != ActionStatus.STARTING || thing.step > 0;
    if (isSo(state.cancelled())
        && !world.people().wantedToGoOn(run)
        && !thing.action.endsWith(UNDO)) {
      throw new Violation(Law.STANDSTILL, "in a run that is cancelled: " + thing);
    }
    if (isSo(state.suspended()) && !begun && version.action(thing.action).attempt() == 0) {
      throw new Violation(Law.STANDSTILL, "in a run that is suspended: " + thing);
    }
  }

  private static boolean isSo(@org.jspecify.annotations.Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private void requireGood(SimRun run, Thing thing, Action dependency) {
    if (SimKind.isHarmless(dependency)
        || dependency.mayFail()
        || "continue".equals(dependency.onTimeout())
        || dependency.runsOn() == RunOn.FAILURE // it was skipped if nothing failed
        || world.truth().state(run).action(dependency.id()).status() == ActionStatus.SKIPPED
        || world.people().haveTouched(run, dependency.id())) {
      return;
    }
    if (!isThere(run, dependency)) {
      throw new Violation(
          Law.DEPENDENCIES, thing + " starts before " + dependency.id() + " has ended well");
    }
  }

  /** Whether what an action makes is there; where nobody waits for it, whether it was begun. */
  boolean isThere(SimRun run, Action action) {
    if (SimRun.isPart(action)) {
      var part = world.truth().part(run, action);
      return parts.isComplete(part) || parts.isTakenBack(part);
    }
    var now = world.clock().now();
    var last = Math.max(1, action.params().path("steps").intValue()) - 1;
    return things(run)
        .filter(thing -> thing.action.equals(action.id()))
        .anyMatch(thing -> !action.waits() || thing.step == last && thing.hasEndedWell(now));
  }

  /** What is taken back was used by nobody any more. */
  private void requireUsersTakenBack(SimRun run, Thing undo) {
    var now = world.clock().now();
    var id = undo.action.substring(0, undo.action.length() - UNDO.length());
    for (var user : run.list().actions()) {
      if (user.dependsOn().contains(id)
          && SimKind.isReversible(user)
          && world.truth().state(run).action(user.id()).status() == ActionStatus.COMPLETE
          && !world.people().haveTouched(run, user.id())
          && things(run).noneMatch(t -> t.action.equals(user.id() + UNDO) && t.hasEndedWell(now))) {
        throw new Violation(
            Law.DEPENDENCIES, undo + " starts before " + user.id() + " was taken back");
      }
    }
  }

  private void requirePlace(SimRun run, Thing thing) {
    var most = run.list().maxParallel();
    if (most == null || thing.action.endsWith(UNDO)) {
      return;
    }
    var live =
        things(run)
            .filter(other -> isOthersWork(other, thing))
            .map(other -> other.action)
            .distinct()
            .toList();
    if (live.size() + 1 > most) {
      throw new Violation(Law.PARALLEL, live + " are under way when it starts: " + thing);
    }
  }

  private void requireLocks(SimRun run, Thing thing) {
    for (var other : cloud.things()) {
      if (!other.isLive(world.clock().now())) {
        continue;
      }
      var theirs = world.truth().run(other.run);
      var sameLock = !thing.lock.isEmpty() && thing.lock.equals(other.lock);
      var sameDeployment =
          !theirs.root().equals(run.root())
              && theirs.list().coordinates().prn().equals(run.list().coordinates().prn());
      if ((sameLock || sameDeployment) && isOthersWork(other, thing)) {
        throw new Violation(Law.LOCKS, other + " is under way when it starts: " + thing);
      }
    }
  }

  /**
   * Whether it is under way and some action of a run still looks after it. The work of an action
   * that failed for another reason, that nobody waits for, or of which nobody knows, goes on alone.
   */
  private boolean isOthersWork(Thing other, Thing than) {
    return other.isLive(world.clock().now())
        && !(other.run.equals(than.run) && other.action.equals(than.action))
        && world
            .truth()
            .state(world.truth().run(other.run))
            .action(other.action)
            .status()
            .isActive();
  }
}
