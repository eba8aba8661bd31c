package io.coreautomation.execute.kind.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import org.junit.jupiter.api.Test;

class StartExecutionTest {
  @Test
  void what_a_state_machine_fails_with_is_told() {
    var world = new KindWorld();
    world.stack(StepFunctionsCases.MACHINE.formatted("Fail"));

    var end = world.drive(new StartExecution(), StepFunctionsCases.params());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.problem().message())
                    .isEqualTo("the execution is FAILED: States.TaskFailed"));
  }

  @Test
  void a_state_machine_that_is_not_there_is_told() {
    var end = new KindWorld().drive(new StartExecution(), StepFunctionsCases.params());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.problem().message())
                    .isEqualTo(
                        "could not run the state machine"
                            + " arn:aws:states:eu-west-1:210000000011:stateMachine:migrate: State"
                            + " Machine Does Not Exist:"
                            + " 'arn:aws:states:eu-west-1:210000000011:stateMachine:migrate'"));
  }
}
