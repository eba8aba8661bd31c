package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.simulator.cloudformation.stack.Removals;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class MendingKindsTest {
  private final KindWorld world = new KindWorld();

  @Test
  void what_was_changed_by_hand_is_told_without_its_values() {
    MendingCases.drifted(world);

    assertThat(outputs(world.drive(new DetectDrift(), MendingCases.named())))
        .isEqualTo(
            Map.of(
                "driftStatus", "DRIFTED",
                "driftedResourcesCount", "1",
                "driftedResources",
                    "[{\"logicalId\":\"T\",\"type\":\"AWS::SNS::Topic\",\"status\":\"MODIFIED\","
                        + "\"properties\":[\"/DisplayName\"]}]"));
  }

  @Test
  void an_update_of_it_ends_a_drift() {
    MendingCases.drifted(world);
    MendingCases.topic(world, "c");

    assertThat(outputs(world.drive(new DetectDrift(), MendingCases.named())))
        .containsEntry("driftStatus", "IN_SYNC");
  }

  @Test
  void a_drift_fails_whoever_asked_for_that_and_says_what_has_drifted() {
    MendingCases.drifted(world);
    var params = MendingCases.named().put("failOnDrift", true);

    assertThat(message(world.drive(new DetectDrift(), params)))
        .isEqualTo("the stack 'shop-data' has drifted: T (AWS::SNS::Topic) MODIFIED /DisplayName");
    Removals.of(world.twin()).remove(KindWorld.ACCOUNT, "eu-west-1", "shop-data", "T");
    assertThat(message(world.drive(new DetectDrift(), params)))
        .isEqualTo("the stack 'shop-data' has drifted: T (AWS::SNS::Topic) DELETED");
  }

  @Test
  void a_look_of_others_is_waited_out() {
    MendingCases.drifted(world);
    world.look(CloudFormationClient.class).detectStackDrift(r -> r.stackName("shop-data"));

    assertThat(world.drive(new DetectDrift(), MendingCases.named()))
        .isInstanceOf(Progress.Done.class);
  }

  @Test
  void a_rollback_that_fails_again_says_why() {
    MendingCases.stuck(world);
    world
        .twin()
        .faults()
        .failResource(ResourceMatch.ofLogicalId("T"), ResourceStep.ROLLBACK, 1, "Still not");

    var end = (Progress.Failed) world.drive(new ContinueRollback(), MendingCases.named());

    assertThat(end.problem().code()).isEqualTo(ProblemCode.STACK_FAILED);
    assertThat(end.problem().text())
        .isEqualTo(
            "T (AWS::SNS::Topic) UPDATE_FAILED: Still not. Mend the resource, or name it in"
                + " resourcesToSkip and mend the template later.");
  }

  private static Map<String, String> outputs(Progress end) {
    return ((Progress.Done) end).outputs();
  }

  private static String message(Progress end) {
    return ((Progress.Failed) end).problem().message();
  }
}
