package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.json.CanonicalJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParamsTest {
  private static Given stack(String params) {
    return Given.deployspec(
        """
        - name: a
          kind: AWS::CreateStack
          accounts: [network]
          regions: [eu-west-1]
          params:
            stackName: a
            template: stack.yaml
        """
            + params.indent(4));
  }

  @Test
  void they_are_written_under_their_canonical_names_with_the_types_of_their_shape() {
    var params =
        stack(
                """
                Capabilities: CAPABILITY_IAM
                termination_protection: "true"
                TimeoutInMinutes: "30"
                onFailure: rollback
                stackParameters: {A: 012, B: 1.50, C: true, List: [x, 2]}
                tags: {Build: mine, $cost: 7}
                stackPolicy: {Statement: [{Effect: Deny, $x: "${AWS::Region}"}]}
                """)
            .file(
                "stack.yaml",
                """
                Parameters: {A: {}, B: {}, C: {}, List: {}}
                Resources: {}
                """)
            .tags(Map.of("Team", "blue", "App", "theirs"))
            .only()
            .params();

    params.remove("template");
    assertThat(CanonicalJson.text(params))
        .isEqualTo(
            """
            {"capabilities":["CAPABILITY_IAM"],\
            "onFailure":"rollback",\
            "parameters":{"A":"012","B":"1.50","C":"true","List":"x,2"},\
            "stackName":"a",\
            "stackPolicy":{"Statement":[{"$$x":"${AWS::Region}","Effect":"Deny"}]},\
            "tags":{"$$cost":"7","App":"shop","Branch":"main","Build":"mine","Environment":"prod",\
            "Portfolio":"web","Team":"blue"},\
            "terminationProtection":true,\
            "timeoutInMinutes":30}\
            """);
  }

  @Test
  void a_document_may_be_a_file_of_the_package() {
    var params =
        stack("stackPolicy: policy.json")
            .file("policy.json", "{\"Version\":\"2012-10-17\",\"$a\":\"${actions.x}\"}")
            .only()
            .params();

    assertThat(params.get("stackPolicy").toString())
        .isEqualTo("{\"Version\":\"2012-10-17\",\"$$a\":\"${actions.x}\"}");
  }

  @Test
  void a_template_may_be_an_address() {
    var action =
        Given.deployspec(
                """
                - {name: a, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: a, template_url: "https://s3.example/{{ build }}.yaml"}}
                """)
            .only();

    assertThat(action.params().get("template").toString())
        .isEqualTo("{\"url\":\"https://s3.example/42.yaml\"}");
  }

  @Test
  void text_with_references_becomes_an_expression_and_variables_become_text() {
    var actions =
        Given.deployspec(
                """
                variables: {env: "{{ environment }}", name: "{{ variables.env }}-x", fact: "${x}"}
                actions:
                  - {name: t, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: t, template: stack.yaml}}
                  - name: u
                    kind: CreateUser
                    accounts: network
                    regions: eu-west-1
                    params:
                      userName: "${variables.name}/${actions.t.outputs.TopicArn}/{{ variables.fact }}"
                      roles: ["$${actions.t.outputs.TopicArn}", "{{resolve:ssm:/a}}", "{{ facts.domain }}"]
                """)
            .actions();

    assertThat(actions.get("u/210000000001/eu-west-1").params().toString())
        .isEqualTo(
            """
            {"userName":{"$expr":["prod-x/",\
            {"ref":"t/210000000001/eu-west-1","output":"TopicArn"},"/${x}"]},\
            "roles":["${actions.t.outputs.TopicArn}","{{resolve:ssm:/a}}","acme.example"]}\
            """);
    assertThat(actions.get("u/210000000001/eu-west-1").dependsOn())
        .containsExactly("t/210000000001/eu-west-1");
  }

  @Test
  void a_variable_that_an_action_sets_is_left_to_the_run_and_makes_a_dependency() {
    var actions =
        Given.deployspec(
                """
                - {name: u, kind: CreateUser, accounts: network, regions: eu-west-1, params: {userName: "x-${variables.who}"}}
                - {name: set, kind: SetVariables, params: {variables: {who: "${actions.r.outputs.Who}"}}}
                - {name: r, kind: GetStackOutputs, accounts: network, regions: eu-west-1, params: {stackName: s}}
                - {name: r2, kind: GetStackOutputs, accounts: network, regions: eu-west-1, params: {stackName: s}}
                """)
            .actions();

    assertThat(actions.get("u/210000000001/eu-west-1").params().toString())
        .isEqualTo("{\"userName\":{\"$expr\":[\"x-\",{\"variable\":\"who\"}]}}");
    assertThat(actions.get("u/210000000001/eu-west-1").dependsOn()).containsExactly("set");
    assertThat(actions.get("set").dependsOn()).containsExactly("r/210000000001/eu-west-1");
  }

  @Test
  void outputs_that_a_macro_may_add_are_not_questioned() {
    assertThat(
            Given.deployspec(
                    """
                    - {name: t, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: t, template: m.yaml, parameters: {X: 1}}}
                    - {name: u, kind: CreateUser, accounts: network, regions: eu-west-1, params: {userName: "${actions.t.outputs.Any}"}}
                    """)
                .file("m.yaml", "Transform: [AWS::Serverless-2016-10-31, Mine]\nResources: {}\n")
                .actions())
        .hasSize(2);
  }
}
