package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.AccountStatus;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerTest {
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

  @Nested
  class Spellings {
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
                      "deployspec.json",
                      "{\"actions\":[{\"name\":\"a\",\"kind\":\"SYSTEM::NoOp\"}]}")
                  .only()
                  .source()
                  .toString())
          .isEqualTo("deployspec.json:1:13");
    }
  }

  @Nested
  class Targets {
    private List<String> ids(String where) {
      return List.copyOf(
          Given.deployspec("- {name: a, kind: NoOp, " + where + "}").actions().keySet());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            accounts: shop-dev                              | 11
            accounts: ["210000000012", network]             | 01 12
            accounts: [shop-prod, shop-prod, {ou: Workloads}] | 11 12
            accounts: {ou: Workloads/Dev}                   | 11
            accounts: {tag: {tier: workload}}               | 11 12
            accounts: [210000000001]                        | 01
            accounts: "{{ accounts['shop-dev'] }}"          | 11
            accounts: ["{{ zone.account }}"]                | 01
            """)
    void accounts_are_selected_once_each_in_the_order_of_the_registry(
        String where, String accounts) {
      assertThat(ids(where + ", regions: [eu-west-1]"))
          .isEqualTo(
              java.util.Arrays.stream(accounts.split(" "))
                  .map(end -> "a/2100000000" + end + "/eu-west-1")
                  .toList());
    }

    @Test
    void regions_are_the_authors_and_never_invented() {
      assertThat(ids("accounts: network, regions: [us-west-2, eu-west-1, us-west-2]"))
          .containsExactly("a/210000000001/us-west-2", "a/210000000001/eu-west-1");
    }

    @Test
    void an_expression_may_yield_a_list_of_regions() {
      assertThat(ids("accounts: network, regions: \"{{ zone.regions }}\""))
          .containsExactly("a/210000000001/eu-west-1", "a/210000000001/eu-central-1");
    }

    @Test
    void a_suspended_account_is_left_out_with_a_note() {
      var compiled =
          Given.deployspec("- {name: a, kind: NoOp, accounts: [one, two], regions: eu-west-1}")
              .accounts(
                  List.of(
                      Given.account("one", "100000000001", "X", Map.of()),
                      new Account(
                          "two",
                          "100000000002",
                          "X",
                          Map.of(),
                          List.of(),
                          AccountStatus.SUSPENDED)))
              .compiled();

      assertThat(compiled.list().byId().keySet()).containsExactly("a/100000000001/eu-west-1");
      assertThat(compiled.notes())
          .extracting(Problem::text)
          .containsExactly(
              "deployspec.yaml:1:35: the account 'two' (100000000002) is suspended and left out.");
    }

    @Test
    void a_kind_of_the_platform_without_accounts_ignores_defaults() {
      var actions =
          Given.deployspec(
                  """
                  defaults: {accounts: [network], regions: [eu-west-1], stage: one}
                  actions:
                    - {name: here, kind: NoOp}
                    - {name: there, kind: NoOp, accounts: [shop-dev]}
                    - {name: user, kind: CreateUser, params: {userName: bob}}
                  """)
              .actions();

      assertThat(actions.keySet())
          .containsExactly("here", "there/210000000011/eu-west-1", "user/210000000001/eu-west-1");
      assertThat(actions.get("here").target()).isNull();
      assertThat(actions.get("here").stage()).isEqualTo("one");
    }
  }

  @Nested
  class Order {
    private static final String FOUR =
        """
        defaults: {accounts: [network, shop-dev], regions: [eu-west-1, eu-central-1]}
        actions:
          - {name: a, kind: NoOp, accounts: [network, shop-dev]}
          - {name: b, kind: NoOp, accounts: [shop-dev], regions: [eu-west-1], dependsOn: "%s"}
        """;

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            a                       | 11/eu-west-1
            a@*                     | 01/eu-central-1 01/eu-west-1 11/eu-central-1 11/eu-west-1
            a@network               | 01/eu-west-1
            a@210000000001          | 01/eu-west-1
            a@network/eu-central-1  | 01/eu-central-1
            a@*/=                   | 01/eu-west-1 11/eu-west-1
            a@=/*                   | 11/eu-central-1 11/eu-west-1
            """)
    void selectors_choose_instances(String selector, String expected) {
      assertThat(
              Given.deployspec(FOUR.formatted(selector))
                  .actions()
                  .get("b/210000000011/eu-west-1")
                  .dependsOn())
          .isEqualTo(
              java.util.Arrays.stream(expected.split(" "))
                  .map(end -> "a/2100000000" + end)
                  .toList());
    }

    @Test
    void before_and_after_order_what_is_there_and_note_what_is_not() {
      var compiled =
          Given.deployspec(
                  """
                  - {name: a, kind: NoOp, before: [b, nobody]}
                  - {name: b, kind: NoOp}
                  - {name: c, kind: NoOp, after: b}
                  """)
              .compiled();

      assertThat(compiled.list().byId().get("b").dependsOn()).containsExactly("a");
      assertThat(compiled.list().byId().get("c").dependsOn()).containsExactly("b");
      assertThat(compiled.notes())
          .extracting(Problem::text)
          .containsExactly(
              "deployspec.yaml:1:37: 'before' names 'nobody', which is not in this document. Known"
                  + " are: a, b, c.");
    }
  }

  @Nested
  class Params {
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
