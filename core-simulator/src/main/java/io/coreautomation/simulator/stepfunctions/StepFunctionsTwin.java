package io.coreautomation.simulator.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/**
 * The twin of Step Functions: executions of standard state machines that stacks have made. An
 * execution takes half a minute and answers with its input; one whose first state is a {@code Fail}
 * fails.
 */
public final class StepFunctionsTwin {
  private static final String STATE_MACHINE = "AWS::StepFunctions::StateMachine";
  private static final Duration TAKES = Duration.ofSeconds(30);

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Execution> executions;

  /** An execution, as it will end if nobody stops it. */
  record Execution(
      String stateMachineArn,
      String name,
      String input,
      Instant startedAt,
      Instant endsAt,
      String end,
      @Nullable String error) {

    String statusAt(Instant now) {
      return now.isBefore(endsAt) ? ExecutionStatus.RUNNING.toString() : end;
    }
  }

  private StepFunctionsTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.executions = new Documents<>(world, "states/execution", Execution.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(StepFunctionsTwin.class, StepFunctionsTwin::new);
    return new ModelledService(
        SfnClient.class,
        "states",
        "Sfn",
        SfnException::builder,
        new Operations()
            .on(StartExecutionRequest.class, twin::startExecution)
            .on(DescribeExecutionRequest.class, twin::describeExecution)
            .on(StopExecutionRequest.class, twin::stopExecution));
  }

  /** Idempotent for as long as the execution runs, if its input is the same, too. */
  private StartExecutionResponse startExecution(Caller caller, StartExecutionRequest request) {
    var place = caller.place();
    var machine =
        things
            .find(place, STATE_MACHINE, request.stateMachineArn())
            .orElseThrow(
                () ->
                    Refusal.of(
                        StateMachineDoesNotExistException.builder(),
                        "Sfn",
                        400,
                        "StateMachineDoesNotExist",
                        "State Machine Does Not Exist: '" + request.stateMachineArn() + "'"));
    var arn =
        request.stateMachineArn().replace(":stateMachine:", ":execution:") + ":" + request.name();
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var now = world.now();
          var known = executions.get(arn);
          if (known.isPresent()
              && (!known.get().statusAt(now).equals("RUNNING")
                  || !known.get().input().equals(request.input()))) {
            throw Refusal.of(
                ExecutionAlreadyExistsException.builder(),
                "Sfn",
                400,
                "ExecutionAlreadyExists",
                "Execution Already Exists: '" + arn + "'");
          }
          var execution = known.orElseGet(() -> begun(machine, request, now));
          executions.put(arn, execution, execution.endsAt());
          return StartExecutionResponse.builder()
              .executionArn(arn)
              .startDate(execution.startedAt())
              .build();
        });
  }

  private static Execution begun(
      ResourceState machine, StartExecutionRequest request, Instant now) {
    var definition = definition(machine.properties());
    var first = definition.path("States").path(definition.path("StartAt").asText());
    var fails = first.path("Type").asText().equals("Fail");
    return new Execution(
        request.stateMachineArn(),
        request.name(),
        request.input(),
        now,
        now.plus(TAKES),
        (fails ? ExecutionStatus.FAILED : ExecutionStatus.SUCCEEDED).toString(),
        fails ? first.path("Error").asText("States.TaskFailed") : null);
  }

  private static JsonNode definition(JsonNode properties) {
    var text = properties.path("DefinitionString");
    return text.isTextual() ? Json.parse(text.asText()) : properties.path("Definition");
  }

  private DescribeExecutionResponse describeExecution(
      Caller caller, DescribeExecutionRequest request) {
    var execution = existing(request.executionArn());
    var status = execution.statusAt(world.now());
    return DescribeExecutionResponse.builder()
        .executionArn(request.executionArn())
        .stateMachineArn(execution.stateMachineArn())
        .name(execution.name())
        .status(status)
        .startDate(execution.startedAt())
        .stopDate(status.equals("RUNNING") ? null : execution.endsAt())
        .input(execution.input())
        .output(status.equals("SUCCEEDED") ? execution.input() : null)
        .error(status.equals("RUNNING") ? null : execution.error())
        .build();
  }

  private StopExecutionResponse stopExecution(Caller caller, StopExecutionRequest request) {
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var now = world.now();
          var execution = existing(request.executionArn());
          if (execution.statusAt(now).equals("RUNNING")) {
            executions.put(
                request.executionArn(),
                new Execution(
                    execution.stateMachineArn(),
                    execution.name(),
                    execution.input(),
                    execution.startedAt(),
                    now,
                    ExecutionStatus.ABORTED.toString(),
                    request.error()));
          }
          return StopExecutionResponse.builder().stopDate(now).build();
        });
  }

  private Execution existing(String arn) {
    return executions
        .get(arn)
        .orElseThrow(
            () ->
                Refusal.of(
                    ExecutionDoesNotExistException.builder(),
                    "Sfn",
                    400,
                    "ExecutionDoesNotExist",
                    "Execution Does Not Exist: '" + arn + "'"));
  }
}
