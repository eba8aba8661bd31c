package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadBindingTest {
  private static final String STACK =
      "kind: AWS::CreateStack, accounts: [network], regions: [eu-west-1]";

  private static BadInputTest.Case of(String name, String deployspec, String problems) {
    return new BadInputTest.Case(name, Given.deployspec(deployspec), problems);
  }

  static Stream<BadInputTest.Case> cases() {
    return Stream.of(
        new BadInputTest.Case(
            "a template that is no YAML",
            Given.deployspec(
                    "- {name: a, " + STACK + ", params: {stackName: a, template: bad.yaml}}")
                .file("bad.yaml", "Resources:\n  A: [\n"),
            """
            bad.yaml:3:1: it is not YAML: expected the node content, but found '<stream end>'. Mend it there; look at the indentation and quotes of the line before, too.
            """),
        new BadInputTest.Case(
            "a template that is none",
            Given.deployspec(
                    "- {name: a, " + STACK + ", params: {stackName: a, template: bad.yaml}}")
                .file("bad.yaml", "# nothing\nOutputs: {}\n"),
            """
            bad.yaml:2:1: this is no CloudFormation template: it has no map of 'Resources'. Add 'Resources', or name another file.
            """),
        new BadInputTest.Case(
            "a template over the limit",
            Given.deployspec(
                    "- {name: a, " + STACK + ", params: {stackName: a, template: big.yaml}}")
                .file("big.yaml", Given.TEMPLATE + "#".repeat(1 << 20)),
            """
            big.yaml: the template has 1048661 bytes, over CloudFormation's limit of 1 MB. Split it into several stacks.
            """),
        of(
            "a template that is not there",
            "- {name: a, " + STACK + ", params: {stackName: a, template: stak.yaml}}",
            """
            deployspec.yaml:1:113: the package has no file 'stak.yaml'. Did you mean 'stack.yaml'?
            """),
        of(
            "accounts that are not known",
            """
            - {name: a, kind: NoOp, accounts: [netwrok, "210000000099", {ou: Workload}, {tag: {teir: x}}], regions: [eu-west-1]}
            """,
            """
            deployspec.yaml:1:36: the account 'netwrok' is not in the registry. Did you mean 'network'?
            deployspec.yaml:1:45: the account '210000000099' is not in the registry. Did you mean '210000000001'?
            deployspec.yaml:1:66: no account is in the organizational unit 'Workload'. Known are: Infrastructure, Workloads/Dev, Workloads/Prod.
            deployspec.yaml:1:83: no account has the tag teir=x. Did you mean 'tier'?
            """),
        of(
            "no region",
            "- {name: a, kind: NoOp, accounts: [network]}",
            """
            deployspec.yaml:1:3: 'a' has no regions. Add 'regions: [eu-west-1]' to the action or to 'defaults'.
            """),
        of(
            "no account",
            "- {name: a, kind: CreateStack, regions: [eu-west-1], params: {stackName: a, template:"
                + " stack.yaml}}",
            """
            deployspec.yaml:1:3: 'a' has no accounts. Add 'accounts' to the action or to 'defaults', or name a set with 'targets'.
            """),
        of(
            "targets beside accounts, and unknown targets",
            """
            targets: {workloads: {accounts: network, regions: eu-west-1}}
            actions:
              - {name: a, kind: NoOp, targets: workloads, regions: [eu-west-1]}
              - {name: b, kind: NoOp, targets: workload}
            """,
            """
            deployspec.yaml:3:36: 'targets' stands beside 'regions'. Keep one of the two: targets names both, accounts and regions.
            deployspec.yaml:4:36: there are no targets 'workload'. Did you mean 'workloads'?
            """),
        of(
            "an unresolved variable",
            """
            - {name: a, kind: CreateStack, accounts: "{{ acounts.network }}", regions: [eu-west-1]}
            - name: b
              kind: CreateStack
              accounts: [network]
              regions: [eu-west-3]
              params:
                stackName: "{{ Portfolo }}-b"
                template: stack.yaml
                tags: {Index: "{{ region.index }}", Who: "${variables.who}"}
            """,
            """
            deployspec.yaml:1:42: the variable 'acounts' is not known. Did you mean 'accounts'?
            deployspec.yaml:7:16: the variable 'Portfolo' is not known. Did you mean 'Portfolio'?
            deployspec.yaml:9:19: 'region.index' of eu-west-3 is not known: the zone 'eu' has the regions eu-west-1, eu-central-1. Add the region at their end.
            """),
        of(
            "references that cannot be bound",
            """
            - {name: data, kind: CreateStack, accounts: [shop-dev, shop-prod], regions: [eu-west-1], params: {stackName: a, template: stack.yaml}}
            - name: app
              kind: CreateUser
              accounts: [network]
              regions: [eu-west-1]
              params:
                userName: "${actions.data.outputs.TopicArn}"
                roles:
                  - "${actions.dta.outputs.TopicArn}"
                  - "${actions.data@shop-dev.outputs.TopicAm}"
                  - "${actions.data@shop-dev}"
            """,
            """
            deployspec.yaml:7:15: 'data' selects 2 actions from 210000000001/eu-west-1, but a reference needs exactly one. There are: data@210000000011/eu-west-1, data@210000000012/eu-west-1.
            deployspec.yaml:9:9: there is no action 'dta'. Did you mean 'data'?
            deployspec.yaml:10:9: 'stack.yaml' has no output 'TopicAm'. Did you mean 'TopicArn'?
            deployspec.yaml:11:9: '${actions.data@shop-dev}' is no reference. Write ${actions.<name>.outputs.<Output>}, ${actions.<name>.status} or ${variables.<name>}; $${ for plain text.
            """),
        new BadInputTest.Case(
            "parameters that do not fit the template",
            Given.deployspec(
                    """
                    - name: a
                      kind: CreateStack
                      accounts: [network]
                      regions: [eu-west-1]
                      params:
                        stackName: a
                        template: p.yaml
                        parameters:
                          Cird: 10.0.0.0/16
                    """)
                .file(
                    "p.yaml",
                    """
                    Parameters:
                      Cidr: {Type: String}
                      Size: {Type: Number, Default: 3}
                    Resources: {}
                    """),
            """
            deployspec.yaml:9:7: 'p.yaml' has no parameter 'Cird'. Did you mean 'Cidr'?
            deployspec.yaml:9:7: 'p.yaml' needs the parameter 'Cidr'. Add it to 'parameters', or give it a default in the template.
            """),
        of(
            "two actions on one stack",
            """
            - {name: a, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: web, template: stack.yaml}}
            - {name: b, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: "{{ portfolio.name }}", template: stack.yaml}}
            """,
            """
            deployspec.yaml:2:91: the stack 'web' in 210000000001/eu-west-1 is also acted on by deployspec.yaml:1:91. Give each its own name, for example with {{ region.name }} in it.
            """),
        of(
            "variables that are fixed, unknown, or known too late",
            """
            variables: {who: bob}
            actions:
              - {name: set, kind: SetVariables, params: {variables: {who: x, late: y}}}
              - {name: a, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: "${variables.late}", template: "${variables.laet}"}}
            """,
            """
            deployspec.yaml:3:58: the variable 'who' is one of the document's, which are fixed. Give one of the two another name.
            deployspec.yaml:4:93: 'stackName' refers to what only the run knows, but has to be known before the run. Write it out, or use {{ … }}.
            deployspec.yaml:4:124: there is no variable 'laet'. Did you mean 'late'?
            """),
        of(
            "a stack name that is none",
            "- {name: a, " + STACK + ", params: {stackName: a_b, template: stack.yaml}}",
            """
            deployspec.yaml:1:100: 'a_b' is no name for a stack. Use letters, digits and '-', beginning with a letter.
            """));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void is_refused_with_its_place_and_how_to_mend_it(BadInputTest.Case bad) {
    assertThat(bad.given().problems()).isEqualTo(bad.problems());
  }

  @Test
  void two_long_stack_names_that_are_cut_to_one_are_told_apart_by_their_hash() {
    var name = "n".repeat(130);
    var actions =
        Given.deployspec(
                """
                - {name: a, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: %sa, template: stack.yaml}}
                - {name: b, kind: CreateStack, accounts: network, regions: eu-west-1, params: {stackName: %sb, template: stack.yaml}}
                """
                    .formatted(name, name))
            .compiled()
            .list()
            .actions();

    assertThat(actions)
        .extracting(a -> a.params().get("stackName").asText().length())
        .containsOnly(128);
    assertThat(actions)
        .extracting(a -> a.params().get("stackName").asText())
        .doesNotHaveDuplicates();
  }
}
