package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;

/** Calls about stacks that several kinds make. */
final class StackCalls {
  private StackCalls() {}

  /** Reads the outputs of a stack, which must be there. */
  static Progress read(ActionContext context, String stackName) {
    return AwsCalls.guarded(
        "read stack '" + stackName + "'",
        () ->
            new Stacks(context)
                .find(stackName)
                .map(stack -> Progress.done(Change.NONE, Stacks.outputs(stack)))
                .orElseGet(() -> new Progress.Failed(missing(context, stackName))));
  }

  /** That a stack is not there. */
  static Problem missing(ActionContext context, String stackName) {
    return Problem.of(
        ProblemCode.STACK_MISSING,
        "there is no stack '" + stackName + "' in " + context.target(),
        "Deploy it first, or set 'optional: true' if it need not be there.");
  }
}
