package io.coreautomation.invoker;

import io.coreautomation.db.run.PlanRow;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Irreversible;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskReader;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Tasks that name a plan: an apply carries it out, a plan drops it. Neither compiles anything: the
 * list is the plan's own, or empty.
 */
final class BoundTasks {
  private final Runs runs;
  private final ObjectStore objects;
  private final Clock clock;

  BoundTasks(Runs runs, ObjectStore objects, Clock clock) {
    this.runs = runs;
    this.objects = objects;
    this.clock = clock;
  }

  static boolean isBound(Task task) {
    return task.options().plan() != null
        && (task.verb() == TaskVerb.APPLY || task.verb() == TaskVerb.PLAN);
  }

  /**
   * The task with the coordinates and the package of its plan.
   *
   * @throws ProblemException if the plan is of another deployment, or cannot be applied any more
   */
  Task fixed(Task task) {
    var plan = plan(task);
    var asked = task.coordinates().prn();
    if (!plan.prn().equals(asked)) {
      throw problem(
          ProblemCode.REQUEST_INVALID,
          "the plan " + plan.digest().abbreviated() + " is of " + plan.prn() + ", not of " + asked,
          "Name the coordinates that it was made for, or plan again.");
    }
    if (task.verb() == TaskVerb.APPLY) {
      checkApplicable(plan);
      checkRules(plan, task);
      checkConsent(plan, task);
    }
    var about = task.deployment();
    return new Task(
        task.verb(),
        task.type(),
        new Deployment(plan.coordinates(), about.environment(), about.dataCenter(), about.tags()),
        packageOf(plan),
        task.options(),
        task.correlationId());
  }

  /** Who carries a plan out can only ask for what it says. */
  private void checkRules(PlanRow plan, Task task) {
    var keys = ObjectKeys.of(plan.coordinates());
    var made = run(plan);
    var stored = object(keys.task(made.runId(), made.requestDigest()));
    var planned = new TaskReader().read("task.json", stored).task();
    new PlanRules(plan, ActionList.parse(object(keys.list(plan.list()))), planned.options())
        .check(task.options());
  }

  private void checkApplicable(PlanRow plan) {
    runs.get(plan.run())
        .map(RunRow::parent)
        .ifPresent(
            whole -> {
              throw problem(
                  ProblemCode.REQUEST_INVALID,
                  "the plan %s is of one part only, '%s' of run %s"
                      .formatted(plan.digest().abbreviated(), whole.action(), whole.run()),
                  "Apply the plan of that run.");
            });
    if (plan.appliedBy() != null) {
      throw problem(
          ProblemCode.PLAN_STALE,
          "the plan " + plan.digest().abbreviated() + " was carried out by run " + plan.appliedBy(),
          "Plan again.");
    }
    if (plan.isExpired(clock.instant())) {
      throw problem(
          ProblemCode.PLAN_STALE,
          "the plan "
              + plan.digest().abbreviated()
              + " was good until "
              + plan.expiresAt()
              + " only",
          "Plan again.");
    }
  }

  /** What the plan says cannot be brought back is no surprise after a failure. */
  private void checkConsent(PlanRow plan, Task task) {
    var keys = ObjectKeys.of(plan.coordinates());
    if (task.options().partialRollback()
        || ActionList.parse(object(keys.list(plan.list()))).onFailure() != OnFailure.ROLLBACK) {
      return;
    }
    var lasting =
        PlanDocument.parse(object(keys.plan(plan.digest()))).actions().stream()
            .filter(action -> !action.preview().irreversible().isEmpty())
            .map(a -> "'" + a.id() + "': " + a.preview().irreversible().getFirst())
            .toList();
    if (!lasting.isEmpty()) {
      throw new ProblemException(new Irreversible(lasting).beforeTheRun(null));
    }
  }

  private byte[] object(String key) {
    return objects
        .get(key)
        .orElseThrow(() -> new IllegalStateException("the object '" + key + "' is gone"))
        .content();
  }

  private PackageRef packageOf(PlanRow plan) {
    var made = run(plan);
    if (made.packageKey() == null) {
      throw new IllegalStateException("run " + made.runId() + " has planned no package");
    }
    return new PackageRef(made.packageKey(), made.packageDigest());
  }

  private RunRow run(PlanRow plan) {
    return runs.get(plan.run())
        .orElseThrow(() -> new IllegalStateException("the run " + plan.run() + " is gone"));
  }

  /**
   * The list that such a task carries out. A plan that is dropped cannot be applied from here on.
   */
  Digest list(Task task) {
    var plan = plan(task);
    if (task.verb() == TaskVerb.APPLY) {
      return plan.list();
    }
    runs.plans().drop(plan.digest(), clock.instant());
    var nothing = ActionList.of(TaskVerb.PLAN, plan.coordinates(), OnFailure.DRAIN, List.of());
    var digest = nothing.digest();
    objects.put(
        ObjectKeys.of(plan.coordinates()).list(digest), nothing.canonical(), Precondition.NONE);
    return digest;
  }

  private PlanRow plan(Task task) {
    var digest = Objects.requireNonNull(task.options().plan(), "a task without a plan");
    return runs.plans()
        .newest(digest)
        .orElseThrow(
            () ->
                problem(
                    ProblemCode.NOT_FOUND,
                    "there is no plan " + digest.abbreviated(),
                    "Plan again: it was dropped, has expired, or was never made."));
  }

  private static ProblemException problem(ProblemCode code, String message, String mend) {
    return new ProblemException(Problem.of(code, message, mend));
  }
}
