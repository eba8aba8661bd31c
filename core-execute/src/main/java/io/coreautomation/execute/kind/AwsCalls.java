package io.coreautomation.execute.kind;

import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what AWS refuses into failures: the one place where kinds meet the SDK's exceptions. */
public final class AwsCalls {
  private AwsCalls() {}

  /** Runs calls; what AWS refuses is a failure that says what was tried. */
  public static Progress guarded(String attempt, Supplier<Progress> calls) {
    try {
      return calls.get();
    } catch (SdkException e) {
      return failed(attempt, AwsProblems.of(e));
    }
  }

  /**
   * The same for one of several things of an action. That a call had no answer says nothing of how
   * that thing stands, so it is let through, and the action is looked at again.
   */
  public static Progress guardedEach(String attempt, Supplier<Progress> calls) {
    try {
      return calls.get();
    } catch (SdkException e) {
      var problem = AwsProblems.of(e);
      if (problem.code() == ProblemCode.AWS_UNAVAILABLE) {
        throw e;
      }
      return failed(attempt, problem);
    }
  }

  private static Progress failed(String attempt, Problem problem) {
    return new Progress.Failed(
        problem.withMessage("could not " + attempt + ": " + problem.message()));
  }
}
