package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompilerTest {

  @Test
  void what_the_engine_is_told_about_an_action_is_carried() {
    var list =
        Given.deployspec(
                """
                onFailure: continue
                defaults: {timeout: 2h, saveOutputs: false}
                actions:
                  - {name: a, kind: NoOp, run_on: always, timeout: 15m, onTimeout: continue, optional: true, stage: "{{ environment }}"}
                  - {name: b, kind: NoOp}
                """)
            .compiled()
            .list();

    var a = list.byId().get("a");
    assertThat(list.onFailure()).isEqualTo(OnFailure.CONTINUE);
    assertThat(a.runsOn()).isEqualTo(RunOn.ALWAYS);
    assertThat(a.timeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(a.onTimeout()).isEqualTo("continue");
    assertThat(a.mayFail()).isTrue();
    assertThat(a.stage()).isEqualTo("prod");
    assertThat(a.savesOutputs()).isFalse();
    assertThat(list.byId().get("b").timeout()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void a_spec_of_its_own_is_used_for_its_task_alone() {
    var given =
        Given.deployspec("- {name: a, kind: NoOp}")
            .file("teardownspec.yml", "- {name: down, kind: NoOp}");

    assertThat(given.compiled().list().byId().keySet()).containsExactly("a");
    assertThat(given.verb(TaskVerb.TEARDOWN).compiled().list().byId().keySet())
        .containsExactly("down");
  }

  @Test
  void a_teardown_bridges_what_has_no_inverse() {
    var stack = "kind: CreateStack, accounts: network, regions: eu-west-1";
    var list =
        Given.deployspec(
                """
                - {name: a, %1$s, params: {stackName: a, template: stack.yaml}}
                - {name: barrier, kind: NoOp, dependsOn: a}
                - {name: gate, kind: NoOp, dependsOn: barrier}
                - {name: b, %1$s, dependsOn: gate, params: {stackName: b, template: stack.yaml}}
                - {name: c, %1$s, dependsOn: [b, barrier], params: {stackName: c, template: stack.yaml}}
                """
                    .formatted(stack))
            .verb(TaskVerb.TEARDOWN)
            .compiled()
            .list();

    assertThat(list.actions()).extracting(Action::name).containsExactly("c", "b", "a");
    assertThat(list.byId().get("a/210000000001/eu-west-1").dependsOn())
        .containsExactly("b/210000000001/eu-west-1", "c/210000000001/eu-west-1");
    assertThat(list.byId().get("b/210000000001/eu-west-1").dependsOn())
        .containsExactly("c/210000000001/eu-west-1");
  }
}
