package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what AWS refuses into failures: the one place where this package's kinds meet the SDK's
 * exceptions.
 */
final class StackCalls {
  private StackCalls() {}

  /** Reads the outputs of a stack, which must be there. */
  static Progress read(ActionContext context, String stackName) {
    return guarded(
        "read stack '" + stackName + "'",
        () ->
            new Stacks(context)
                .find(stackName)
                .map(stack -> Progress.done(Change.NONE, Stacks.outputs(stack)))
                .orElseGet(
                    () ->
                        new Progress.Failed(
                            Problem.of(
                                ProblemCode.STACK_MISSING,
                                "there is no stack '" + stackName + "' in " + context.target(),
                                "Deploy it first, or set 'optional: true' if it need not be"
                                    + " there."))));
  }

  /** Runs calls; what AWS refuses is a failure that says what was tried. */
  static Progress guarded(String attempt, Supplier<Progress> calls) {
    try {
      return calls.get();
    } catch (SdkException e) {
      var problem = AwsProblems.of(e);
      return new Progress.Failed(
          new Problem(
              problem.code(),
              "could not " + attempt + ": " + problem.message(),
              problem.mend(),
              problem.source(),
              problem.path()));
    }
  }
}
