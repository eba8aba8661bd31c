package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.run.Change;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;

class DeleteStackSetTest {
  private final KindWorld world = new KindWorld();

  @Test
  void its_stacks_go_from_all_accounts_before_it_goes_itself() {
    StackSetCases.standing(world, List.of(StackSetCases.SHOPS, StackSetCases.LABS));

    var end = world.drive(new DeleteStackSet(), StackSetCases.deletion());

    assertThat(end).isEqualTo(Progress.done(Change.DELETE));
    for (var account : List.of("210000000021", "210000000022", "210000000023")) {
      assertThat(stacks(account)).isZero();
    }
    assertThat(sets()).isEmpty();
  }

  @Test
  void what_could_not_be_deleted_is_told_and_deleted_by_the_next_run() {
    StackSetCases.standing(world, List.of(StackSetCases.SHOPS));
    world.twin().faults().failResource(ResourceMatch.ANY, ResourceStep.DELETE, 1, "it is needed");

    var failed = (Progress.Failed) world.drive(new DeleteStackSet(), StackSetCases.deletion());

    assertThat(failed.problem().message())
        .isEqualTo(
            "the operation of the stack set 'baseline' in 210000000011/eu-west-1 is FAILED; in"
                + " 210000000021/eu-west-1: The stack is DELETE_FAILED");
    assertThat(sets()).containsExactly("baseline");
    world.inEachRun(
        () ->
            assertThat(world.drive(new DeleteStackSet(), StackSetCases.deletion()))
                .isInstanceOf(Progress.Done.class));
    assertThat(stacks("210000000021")).isZero();
    assertThat(sets()).isEmpty();
  }

  @Test
  void one_of_somebody_else_stays_unless_it_is_adopted() {
    StackSetCases.organization(world);
    world
        .look(CloudFormationClient.class)
        .createStackSet(
            r ->
                r.stackSetName("baseline")
                    .templateBody(StackSetCases.TOPIC)
                    .permissionModel(PermissionModels.SERVICE_MANAGED));
    world.pass(Duration.ofMinutes(1));

    var refused = (Progress.Failed) world.drive(new DeleteStackSet(), StackSetCases.deletion());

    assertThat(refused.problem().message())
        .isEqualTo(
            "the stack set 'baseline' in 210000000011/eu-west-1 belongs to no deployment of this"
                + " platform, not to prn:web:shop:main");
    assertThat(sets()).containsExactly("baseline");
    var adopted = StackSetCases.deletion().put("adopt", true);
    assertThat(world.drive(new DeleteStackSet(), adopted)).isEqualTo(Progress.done(Change.DELETE));
    assertThat(sets()).isEmpty();
  }

  private int stacks(String account) {
    return world
        .look(CloudFormationClient.class, new Target(account, "eu-west-1"))
        .describeStacks()
        .stacks()
        .size();
  }

  private List<String> sets() {
    return world.look(CloudFormationClient.class).listStackSets(r -> {}).summaries().stream()
        .map(set -> set.stackSetName())
        .toList();
  }
}
