package io.coreautomation.aws.launch;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Executions of one Standard state machine of Step Functions. */
public final class StepFunctionsLauncher implements RunLauncher {
  private static final Pattern STATE_MACHINE =
      Pattern.compile("(arn:[^:]+:states:[^:]+:[0-9]{12}):stateMachine:([^:]+)");

  private final SfnClient stepFunctions;
  private final String stateMachineArn;
  private final String executions;

  public StepFunctionsLauncher(SfnClient stepFunctions, String stateMachineArn) {
    var arn = STATE_MACHINE.matcher(stateMachineArn);
    if (!arn.matches()) {
      throw new IllegalArgumentException("not a state machine's ARN: '" + stateMachineArn + "'");
    }
    this.stepFunctions = stepFunctions;
    this.stateMachineArn = stateMachineArn;
    this.executions = arn.group(1) + ":execution:" + arn.group(2) + ":";
  }

  /**
   * Looks before it starts: while an execution runs, Step Functions answers a second start with the
   * same input as if it were the first. Two starts at one moment can still both be told {@code
   * STARTED}; there is one execution all the same.
   */
  @Override
  public Start start(String name, JsonNode input) {
    if (describe(RunLauncher.checkedName(name)).isPresent()) {
      return Start.ALREADY_STARTED;
    }
    return translated(
        () -> {
          try {
            stepFunctions.startExecution(
                request ->
                    request.stateMachineArn(stateMachineArn).name(name).input(Json.write(input)));
            return Start.STARTED;
          } catch (ExecutionAlreadyExistsException _) {
            return Start.ALREADY_STARTED;
          }
        });
  }

  @Override
  public boolean wake(String taskToken, JsonNode output) {
    return translated(
        () -> {
          try {
            stepFunctions.sendTaskSuccess(
                request -> request.taskToken(taskToken).output(Json.write(output)));
            return true;
          } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException _) {
            return false;
          }
        });
  }

  @Override
  public Optional<ExecutionStatus> describe(String name) {
    return translated(
        () -> {
          try {
            var execution =
                stepFunctions.describeExecution(request -> request.executionArn(executions + name));
            return Optional.of(
                switch (execution.status()) {
                  case RUNNING, PENDING_REDRIVE -> ExecutionStatus.RUNNING;
                  case SUCCEEDED -> ExecutionStatus.SUCCEEDED;
                  case FAILED -> ExecutionStatus.FAILED;
                  case TIMED_OUT -> ExecutionStatus.TIMED_OUT;
                  case ABORTED -> ExecutionStatus.ABORTED;
                  case UNKNOWN_TO_SDK_VERSION ->
                      throw new IllegalStateException(
                          "Step Functions knows a status that we do not: "
                              + execution.statusAsString());
                });
          } catch (ExecutionDoesNotExistException _) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void stop(String name, String error, String cause) {
    translated(
        () -> {
          try {
            stepFunctions.stopExecution(
                request -> request.executionArn(executions + name).error(error).cause(cause));
            return true;
          } catch (ExecutionDoesNotExistException _) {
            return false;
          }
        });
  }

  private static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new ProblemException(AwsProblems.of(e), e);
    }
  }
}
