package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.run.Change;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import io.coreautomation.simulator.world.Organization;
import io.coreautomation.simulator.world.TwinPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class PutStackSetTest {
  private final KindWorld world = new KindWorld();
  private final List<Change> changes = new ArrayList<>();

  @Test
  void each_account_of_old_and_new_units_gets_its_stack_in_each_region() {
    StackSetCases.standing(world, List.of(StackSetCases.SHOPS));

    var params =
        StackSetCases.set(
            world,
            StackSetCases.TOPIC,
            List.of(StackSetCases.SHOPS, StackSetCases.LABS),
            List.of("eu-west-1", "eu-central-1"));

    world.inEachRun(() -> changes.add(change(world.drive(new PutStackSet(), params))));

    assertThat(changes).containsExactly(Change.UPDATE, Change.NO_CHANGE);
    for (var account : List.of("210000000021", "210000000022", "210000000023")) {
      for (var region : List.of("eu-west-1", "eu-central-1")) {
        assertThat(stacks(account, region)).containsExactly("CREATE_COMPLETE");
      }
    }
  }

  @Test
  void a_unit_without_accounts_is_not_asked_for_again() {
    StackSetCases.standing(world, List.of(StackSetCases.SHOPS));
    Organization.of(world.twin()).put(StackSetCases.LABS, List.of());
    var params =
        StackSetCases.set(
            world,
            StackSetCases.TOPIC,
            List.of(StackSetCases.SHOPS, StackSetCases.LABS),
            List.of("eu-west-1"));

    world.inEachRun(() -> changes.add(change(world.drive(new PutStackSet(), params))));

    assertThat(changes).containsExactly(Change.UPDATE, Change.NO_CHANGE);
  }

  @Test
  void stacks_that_an_earlier_run_has_left_behind_are_made_by_the_next() {
    StackSetCases.organization(world);
    world.twin().faults().failResource(ResourceMatch.ANY, ResourceStep.CREATE, 1, "it broke");
    var params =
        StackSetCases.set(
            world, StackSetCases.TOPIC, List.of(StackSetCases.SHOPS), List.of("eu-west-1"));
    world.drive(new PutStackSet(), params);

    world.inEachRun(() -> changes.add(change(world.drive(new PutStackSet(), params))));

    assertThat(changes).containsExactly(Change.UPDATE, Change.NO_CHANGE);
    assertThat(stacks("210000000021", "eu-west-1")).containsExactly("CREATE_COMPLETE");
  }

  @Test
  void an_operation_that_fails_says_where_and_why() {
    StackSetCases.organization(world);
    world.twin().faults().failResource(ResourceMatch.ANY, ResourceStep.CREATE, 1, "it broke");

    var end =
        (Progress.Failed)
            world.drive(
                new PutStackSet(),
                StackSetCases.set(
                    world,
                    StackSetCases.TOPIC,
                    List.of(StackSetCases.SHOPS),
                    List.of("eu-west-1")));

    assertThat(end.problem().message())
        .isEqualTo(
            "the operation of the stack set 'baseline' in 210000000011/eu-west-1 is FAILED; in"
                + " 210000000021/eu-west-1: The stack is ROLLBACK_COMPLETE");
  }

  private static Change change(Progress end) {
    return ((Progress.Done) end).change();
  }

  private List<String> stacks(String account, String region) {
    return new TwinClients(world.twin())
            .client(CloudFormationClient.class, TwinPrincipal.root(account), Region.of(region))
            .describeStacks()
            .stacks()
            .stream()
            .map(stack -> stack.stackStatusAsString())
            .toList();
  }
}
