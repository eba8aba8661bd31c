package io.coreautomation.invoker;

import io.coreautomation.db.grant.Grants;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskType;

/** Refuses what may not be done or cannot be done yet, before anything is written. */
final class Admission {
  private final Grants grants;

  Admission(Grants grants) {
    this.grants = grants;
  }

  void check(Task task, String principal) {
    checkSupported(task);
    var prn = task.coordinates().prn();
    if (!grants.allows(principal, task.verb().label(), prn)) {
      throw refused(
          ProblemCode.NOT_ALLOWED,
          "'%s' may not %s %s".formatted(principal, task.verb().label(), prn),
          "Ask who keeps the registry for a grant of '%s' on it.".formatted(task.verb().label()));
    }
  }

  private static void checkSupported(Task task) {
    if (task.type() != TaskType.DEPLOYSPEC) {
      throw refused(
          ProblemCode.REQUEST_INVALID,
          "tasks of type '" + task.type().label() + "' come with a later release",
          "Write the package as a deployspec.");
    }
    switch (task.verb()) {
      case DEPLOY, PLAN, APPLY, TEARDOWN, COMPILE -> {}
      case RELEASE ->
          throw refused(
              ProblemCode.REQUEST_INVALID,
              "the task 'release' comes with a later release",
              "Use deploy.");
      case PACKAGE, UPLOAD ->
          throw refused(
              ProblemCode.REQUEST_INVALID,
              "the task '" + task.verb().label() + "' is done where the files are, not here",
              "Run core " + task.verb().label() + " in the package's folder.");
    }
  }

  private static ProblemException refused(ProblemCode code, String message, String mend) {
    return new ProblemException(Problem.of(code, message, mend));
  }
}
