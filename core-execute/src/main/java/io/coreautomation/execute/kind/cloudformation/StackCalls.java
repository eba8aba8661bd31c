package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.execute.kind.Progress;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what AWS refuses into failures: the one place where this package's kinds meet the SDK's
 * exceptions.
 */
final class StackCalls {
  private StackCalls() {}

  /** Runs calls; what AWS refuses is a failure that says what was tried. */
  static Progress guarded(String attempt, Supplier<Progress> calls) {
    try {
      return calls.get();
    } catch (SdkException e) {
      var problem = AwsProblems.of(e);
      return new Progress.Failed(
          new io.coreautomation.framework.problem.Problem(
              problem.code(),
              "could not " + attempt + ": " + problem.message(),
              problem.mend(),
              problem.source(),
              problem.path()));
    }
  }
}
