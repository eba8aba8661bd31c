package io.coreautomation.aws.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.door.RunLauncherContract;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

class StepFunctionsLauncherTest {
  private static final String MACHINE =
      "arn:aws:states:eu-west-1:111122223333:stateMachine:core-run";

  @Nested
  class Against_step_functions_as_documented extends RunLauncherContract {
    private final DocumentedStepFunctions stepFunctions = new DocumentedStepFunctions();
    private final RunLauncher launcher = new StepFunctionsLauncher(stepFunctions, MACHINE);

    @Override
    protected RunLauncher launcher() {
      return launcher;
    }

    @Override
    protected String tokenOf(String execution) {
      return stepFunctions.tokenOf(
          "arn:aws:states:eu-west-1:111122223333:execution:core-run:" + execution);
    }

    @Override
    protected void awaitEnd(String execution) {
      assertThat(launcher.describe(execution))
          .isNotEqualTo(java.util.Optional.of(RunLauncher.ExecutionStatus.RUNNING));
    }
  }

  /** Answers one call. */
  private abstract static class OneCall implements SfnClient {
    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {}
  }

  private static RunLauncher answeringTokensWith(SfnException answer) {
    return new StepFunctionsLauncher(
        new OneCall() {
          @Override
          public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
            throw answer;
          }
        },
        MACHINE);
  }

  @Test
  void a_token_that_is_over_wakes_nobody_however_step_functions_says_so() {
    var output = Json.object();

    assertThat(answeringTokensWith(TaskTimedOutException.builder().build()).wake("t", output))
        .isFalse();
    assertThat(answeringTokensWith(TaskDoesNotExistException.builder().build()).wake("t", output))
        .isFalse();
    assertThat(answeringTokensWith(InvalidTokenException.builder().build()).wake("t", output))
        .isFalse();
  }

  @Test
  void any_other_refusal_is_a_problem() {
    var denied =
        (SfnException)
            SfnException.builder()
                .statusCode(400)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .errorMessage("Not you.")
                        .build())
                .build();

    assertThatThrownBy(() -> answeringTokensWith(denied).wake("t", Json.object()))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).first().code())
        .isEqualTo(ProblemCode.AWS_DENIED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ExecutionStatus.class,
      mode = Mode.EXCLUDE,
      names = {"UNKNOWN_TO_SDK_VERSION", "PENDING_REDRIVE"})
  void a_status_is_told_as_step_functions_names_it(ExecutionStatus status) {
    var launcher =
        new StepFunctionsLauncher(
            new OneCall() {
              @Override
              public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
                return DescribeExecutionResponse.builder().status(status).build();
              }
            },
            MACHINE);

    assertThat(launcher.describe("deploy-1"))
        .contains(RunLauncher.ExecutionStatus.valueOf(status.name()));
  }

  @Test
  void what_is_no_state_machine_is_refused() {
    var stepFunctions = new DocumentedStepFunctions();

    assertThatThrownBy(() -> new StepFunctionsLauncher(stepFunctions, "core-run"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a state machine's ARN: 'core-run'");
  }
}
