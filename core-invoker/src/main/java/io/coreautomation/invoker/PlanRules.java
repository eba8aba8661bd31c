package io.coreautomation.invoker;

import io.coreautomation.db.run.PlanRow;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a plan says that it is carried out: its digest stands for that, too, so who applies it can
 * only ask for the same.
 *
 * @param list that the plan is of
 * @param asked how it was asked to plan
 */
record PlanRules(PlanRow plan, ActionList list, TaskOptions asked) {

  /**
   * Makes sure that an apply asks for nothing else.
   *
   * @throws ProblemException with each option that does
   */
  void check(TaskOptions apply) {
    var onLocked = Objects.requireNonNullElse(list.onLocked(), OnLocked.WAIT);
    // A list that is divided says how many of its parts go on at a time.
    var maxParallel = asked.maxParallel() == null ? list.maxParallel() : asked.maxParallel();
    var differing = new ArrayList<Problem>();
    if (apply.onFailure() != null && apply.onFailure() != list.onFailure()) {
      differing.add(
          differs("on-failure", "onFailure", apply.onFailure().label(), list.onFailure().label()));
    }
    if (apply.onLocked() != null && apply.onLocked() != onLocked) {
      differing.add(differs("on-locked", "onLocked", apply.onLocked().label(), onLocked.label()));
    }
    if (apply.maxParallel() != null && !apply.maxParallel().equals(maxParallel)) {
      differing.add(differs("max-parallel", "maxParallel", apply.maxParallel(), maxParallel));
    }
    if (apply.force() && !asked.force()) {
      differing.add(differs("force", "force", true, null));
    }
    if (apply.trustRegistry() && !asked.trustRegistry()) {
      differing.add(differs("trust-registry", "trustRegistry", true, null));
    }
    if (!differing.isEmpty()) {
      throw new ProblemException(List.copyOf(differing));
    }
  }

  private Problem differs(String flag, String field, Object asks, @Nullable Object says) {
    return Problem.of(
            ProblemCode.REQUEST_INVALID,
            "--%s (options.%s) is %s, but the plan %s was made %s"
                .formatted(
                    flag,
                    field,
                    asks,
                    plan.digest().abbreviated(),
                    says == null ? "without" : "with " + says),
            "Leave it out, or plan again with it.")
        .withPath("options." + field);
  }
}
