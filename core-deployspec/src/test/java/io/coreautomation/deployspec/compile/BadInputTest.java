package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.archive.PackageFiles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
  record Case(String name, Given given, String problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, String deployspec, String problems) {
    return new Case(name, Given.deployspec(deployspec), problems);
  }

  private static final String STACK =
      "kind: AWS::CreateStack, accounts: [network], regions: [eu-west-1]";

  static Stream<Case> cases() {
    return Stream.of(
        of(
            "a missing field",
            """
            - kind: AWS::CreateStack
              accounts: [network]
              regions: [eu-west-1]
              params: {template: stack.yaml}
            """,
            """
            deployspec.yaml:1:3: the field 'name' is missing. Add 'name': unique; letters, digits, '.', '_', ':' and '-'.
            """),
        of(
            "a missing param",
            "- {name: a, " + STACK + ", params: {template: stack.yaml}}",
            """
            deployspec.yaml:1:88: the field 'stackName' is missing. Add 'stackName': text.
            """),
        of(
            "an unknown field",
            """
            - name: a
              kind: AWS::CreateStack
              acounts: [network]
              regions: [eu-west-1]
              params: {stackName: a, template: stack.yaml}
            """,
            """
            deployspec.yaml:3:3: there is no field 'acounts' here. Did you mean 'accounts'?
            """),
        of(
            "an unknown param",
            "- {name: a, " + STACK + ", params: {stackName: a, template: stack.yaml, tag: {}}}",
            """
            deployspec.yaml:1:125: there is no field 'tag' here. Did you mean 'tags'?
            """),
        of(
            "a field of upstream's",
            "- {name: a, kind: NoOp, lifecycle_hooks: []}",
            """
            deployspec.yaml:1:25: 'lifecycle_hooks' is upstream's way to record what an action does. Remove it: events are recorded by themselves; for steps of your own write an action with 'dependsOn' and 'runOn'.
            """),
        of(
            "a duplicate name",
            """
            - {name: a, kind: SYSTEM::NoOp}
            - {name: a, kind: SYSTEM::NoOp}
            """,
            """
            deployspec.yaml:2:10: the name 'a' is taken at deployspec.yaml:1:10. Give one of the two another name.
            """),
        of(
            "a name as upstream writes them",
            "- {name: core/vpc, kind: SYSTEM::NoOp}",
            """
            deployspec.yaml:1:10: 'core/vpc' is no name for an action: '/' and '@' separate names from targets. Write 'core-vpc'.
            """),
        of(
            "an unknown kind",
            "- {name: a, kind: create-stak, accounts: [network], regions: [eu-west-1]}",
            """
            deployspec.yaml:1:19: there is no kind 'create-stak'. Did you mean 'AWS::CreateStack'?
            """),
        of(
            "a dependency that does not exist",
            """
            - {name: network, kind: SYSTEM::NoOp}
            - {name: b, kind: SYSTEM::NoOp, dependsOn: [netwrok, network@network, "network@*/=/"]}
            """,
            """
            deployspec.yaml:2:45: there is no action 'netwrok'. Did you mean 'network'?
            deployspec.yaml:2:54: 'network@network' selects nothing. There are: network.
            deployspec.yaml:2:71: 'network@*/=/' is no selector. Write name, name@*, name@account, name@account/region, name@*/= or name@=/*.
            """),
        of(
            "a cycle",
            """
            - {name: a, kind: SYSTEM::NoOp, dependsOn: c}
            - {name: b, kind: SYSTEM::NoOp, dependsOn: a}
            - {name: c, kind: SYSTEM::NoOp, dependsOn: b}
            """,
            """
            deployspec.yaml:1:3: these actions wait for each other: a → c → b → a. Remove one of the dependencies of a (deployspec.yaml:1), c (deployspec.yaml:3), b (deployspec.yaml:2).
            """),
        of(
            "an action that waits for itself",
            "- {name: a, kind: SYSTEM::NoOp, dependsOn: a}",
            """
            deployspec.yaml:1:3: these actions wait for each other: a → a. Remove one of the dependencies of a (deployspec.yaml:1).
            """),
        of(
            "account before fan-out",
            "- {name: \"a-{{ account.id }}\", kind: NoOp}",
            """
            deployspec.yaml:1:10: 'account' and 'region' are known only in the params of an action with a target. Use {{ accounts.name }} here, or write the value out.
            """),
        of(
            "braces without quotes",
            """
            - name: a
              kind: NoOp
              stage: {{ environment }}
            """,
            """
            deployspec.yaml:3:11: a key is a list or a map. If this was meant as {{ … }}, put it in quotes: YAML reads two bare braces as maps.
            """),
        new Case(
            "one spec twice",
            Given.deployspec("- {name: a, kind: NoOp}").file("deployspec.json", "[]"),
            """
            deployspec.json: the package has deployspec.yaml and deployspec.json. Keep one of them.
            deployspec.json:1:1: there are no actions. Write at least one.
            """),
        new Case(
            "no spec",
            Given.deployspec("").without("deployspec.yaml"),
            """
            the package has no deployspec.yaml at its root. Let 'core init DIR' write one, or name the folder that has it.
            """),
        of(
            "params of the wrong shape",
            """
            - name: a
              kind: CreateStack
              accounts: [network]
              regions: [eu-west-1, 7]
              timeout: soon
              runOn: failre
              params:
                stackName: [a]
            """,
            """
            deployspec.yaml:5:12: 'timeout' is 'soon', not a length of time such as 90s, 15m or 2h. Write a length of time such as 90s, 15m or 2h.
            deployspec.yaml:6:10: 'runOn' is 'failre', not one of success, failure, always. Did you mean 'failure'?
            """));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void is_refused_with_its_place_and_how_to_mend_it(Case bad) {
    assertThat(bad.given().problems()).isEqualTo(bad.problems());
  }

  @Test
  void all_problems_of_all_files_come_at_once() {
    assertThat(
            Given.deployspec(
                    """
                    - {name: a, kind: Nope}
                    - {name: b, kind: NoOp, dependsOn: a, timeout: x}
                    - {name: c, kind: CreateStack, accounts: [netwok], regions: [eu-west-1], params: {}}
                    """)
                .file("teardownspec.yaml", "actions: 3")
                .problems())
        .isEqualTo(
            """
            deployspec.yaml:1:19: there is no kind 'Nope'. Did you mean 'SYSTEM::NoOp'?
            deployspec.yaml:2:48: 'timeout' is 'x', not a length of time such as 90s, 15m or 2h. Write a length of time such as 90s, 15m or 2h.
            deployspec.yaml:3:43: the account 'netwok' is not in the registry. Did you mean 'network'?
            teardownspec.yaml:1:10: an action is 3, not a map. Write a name, a kind and params.
            """);
  }

  @Test
  void a_path_out_of_the_package_is_refused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> PackageFiles.of(Map.of("../x", "".getBytes(StandardCharsets.UTF_8))))
        .hasMessage(
            "the entry '../x' cannot be in a package: it has the part '..'. Use plain relative"
                + " paths with '/'.");
  }
}
