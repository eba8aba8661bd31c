package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingsTest {
  @Test
  void a_package_written_for_upstream_compiles() {
    var actions =
        Given.deployspec(
                """
                - name: vpc
                  kind: create_stack
                  spec:
                    stack_name: "{{ Portfolio }}-{{ App }}-{{ BranchShortName }}-{{ Build }}"
                    template: stack.yaml
                    accounts: ["210000000001", "210000000011"]
                    regions: [eu-west-1, us-west-2]
                - label: ci-user
                  type: aws.create_user
                  depends_on: vpc
                  Params: { user_name: bob, roles: [Deployer], account: "210000000001", region: us-west-2 }
                """)
            .actions();

    assertThat(actions.keySet())
        .containsExactly(
            "vpc/210000000001/eu-west-1",
            "vpc/210000000001/us-west-2",
            "vpc/210000000011/eu-west-1",
            "vpc/210000000011/us-west-2",
            "ci-user/210000000001/us-west-2");
    var user = actions.get("ci-user/210000000001/us-west-2");
    assertThat(user.kind()).isEqualTo("AWS::CreateUser");
    assertThat(user.params().toString())
        .isEqualTo("{\"userName\":\"bob\",\"roles\":[\"Deployer\"]}");
    assertThat(user.dependsOn()).containsExactly("vpc/210000000001/us-west-2");
    assertThat(actions.get("vpc/210000000001/eu-west-1").params().get("stackName").asText())
        .isEqualTo("web-shop-main-42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS::CreateStack", "create-stack", "aws.create_stack", "create_stack"})
  void a_kind_has_many(String kind) {
    var action =
        Given.deployspec(
                """
                - {name: a, kind: "%s", accounts: network, regions: eu-west-1, params: {StackName: x, Template: ./stack.yaml}}
                """
                    .formatted(kind))
            .only();

    assertThat(action.kind()).isEqualTo("AWS::CreateStack");
    assertThat(action.params().get("stackName").asText()).isEqualTo("x");
  }

  @Test
  void metadata_is_ignored_with_a_note_and_the_scope_build_without() {
    var compiled =
        Given.deployspec(
                "- {name: a, kind: NoOp, apiVersion: v1, scope: build, metadata: {name: b}}")
            .compiled();

    assertThat(compiled.notes())
        .extracting(Problem::text)
        .containsExactly(
            "deployspec.yaml:1:55: 'metadata' is ignored: an action is known by its name."
                + " Remove it; for save_outputs write 'saveOutputs'.");
  }

  @Test
  void a_spec_may_be_json() {
    assertThat(
            new Given()
                .file(
                    "deployspec.json", "{\"actions\":[{\"name\":\"a\",\"kind\":\"SYSTEM::NoOp\"}]}")
                .only()
                .source()
                .toString())
        .isEqualTo("deployspec.json:1:13");
  }
}
