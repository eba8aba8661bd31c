package io.coreautomation.execute.kind;

import io.coreautomation.aws.access.AwsProblems;
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
      var problem = AwsProblems.of(e);
      return new Progress.Failed(
          problem.withMessage("could not " + attempt + ": " + problem.message()));
    }
  }
}
