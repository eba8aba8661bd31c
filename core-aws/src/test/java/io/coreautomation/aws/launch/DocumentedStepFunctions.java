package io.coreautomation.aws.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Answers as the API reference of Step Functions documents, for a machine that waits for one token:
 * StartExecution is idempotent for one name and input while the execution runs, and refuses the
 * name otherwise.
 */
final class DocumentedStepFunctions implements SfnClient {
  private final Map<String, Execution> executions = new HashMap<>();

  private record Execution(String input, ExecutionStatus status) {}

  String tokenOf(String executionArn) {
    return "token of " + executionArn;
  }

  private static String executionArn(StartExecutionRequest request) {
    return request.stateMachineArn().replace(":stateMachine:", ":execution:")
        + ":"
        + request.name();
  }

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    var arn = executionArn(request);
    var there = executions.get(arn);
    if (there != null
        && (there.status() != ExecutionStatus.RUNNING || !there.input().equals(request.input()))) {
      throw ExecutionAlreadyExistsException.builder().build();
    }
    executions.put(arn, new Execution(request.input(), ExecutionStatus.RUNNING));
    return StartExecutionResponse.builder().executionArn(arn).build();
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return DescribeExecutionResponse.builder()
        .status(there(request.executionArn()).status())
        .build();
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    end(request.executionArn(), ExecutionStatus.ABORTED);
    return StopExecutionResponse.builder().build();
  }

  @Override
  public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
    var arn =
        executions.keySet().stream()
            .filter(execution -> tokenOf(execution).equals(request.taskToken()))
            .findFirst()
            .orElseThrow(() -> InvalidTokenException.builder().build());
    if (there(arn).status() != ExecutionStatus.RUNNING) {
      throw TaskTimedOutException.builder().build();
    }
    end(arn, ExecutionStatus.SUCCEEDED);
    return SendTaskSuccessResponse.builder().build();
  }

  private Execution there(String arn) {
    return Optional.ofNullable(executions.get(arn))
        .orElseThrow(() -> ExecutionDoesNotExistException.builder().build());
  }

  private void end(String arn, ExecutionStatus status) {
    var there = there(arn);
    if (there.status() == ExecutionStatus.RUNNING) {
      executions.put(arn, new Execution(there.input(), status));
    }
  }

  @Override
  public String serviceName() {
    return "states";
  }

  @Override
  public void close() {}
}
