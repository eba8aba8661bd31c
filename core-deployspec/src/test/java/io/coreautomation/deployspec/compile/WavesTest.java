package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.account.Account;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavesTest {
  private static final String ACTIONS =
      """
      defaults: {accounts: [network, shop-dev, shop-prod], regions: [eu-west-1]}
      actions:
        - {name: a, kind: CreateStack, params: {stackName: a, template: stack.yaml}}
        - {name: b, kind: CreateStack, dependsOn: a, params: {stackName: b, template: stack.yaml}}
        - {name: c, kind: NoOp, accounts: network, runOn: failure, dependsOn: b}
        - {name: end, kind: SetVariables, dependsOn: "b@*", params: {variables: {done: 1}}}
      """;

  private static Given waves(String waves) {
    return Given.deployspec("waves: " + waves + "\n" + ACTIONS);
  }

  @Test
  void each_waits_for_the_end_of_the_one_before_it() {
    var actions =
        waves(
                """
                [{name: canary, accounts: shop-dev}, {name: prod, targets: prod}, {name: rest}]
                targets: {prod: {accounts: [shop-prod], regions: [eu-west-1]}}\
                """)
            .actions();

    assertThat(actions.keySet())
        .containsExactly(
            "a/210000000001/eu-west-1",
            "a/210000000011/eu-west-1",
            "a/210000000012/eu-west-1",
            "b/210000000001/eu-west-1",
            "b/210000000011/eu-west-1",
            "b/210000000012/eu-west-1",
            "c/210000000001/eu-west-1",
            "end",
            "wave/canary",
            "wave/prod");
    assertThat(actions.get("a/210000000011/eu-west-1").dependsOn()).isEmpty();
    assertThat(actions.get("wave/canary").dependsOn())
        .containsExactly("a/210000000011/eu-west-1", "b/210000000011/eu-west-1");
    assertThat(actions.get("wave/canary").kind()).isEqualTo("SYSTEM::NoOp");
    assertThat(actions.get("wave/canary").source().toString()).isEqualTo("deployspec.yaml:1:9");
    assertThat(actions.get("b/210000000012/eu-west-1").dependsOn())
        .containsExactly("a/210000000012/eu-west-1", "wave/canary");
    assertThat(actions.get("a/210000000001/eu-west-1").dependsOn()).containsExactly("wave/prod");
    assertThat(actions.get("end").dependsOn())
        .noneMatch(dependency -> dependency.startsWith("wave/"));
  }

  @Test
  void what_runs_only_after_a_failure_keeps_no_wave_waiting() {
    var actions = waves("[{name: first, accounts: network}, {name: rest}]").actions();

    assertThat(actions.get("wave/first").dependsOn())
        .containsExactly("a/210000000001/eu-west-1", "b/210000000001/eu-west-1");
  }

  @Test
  void a_teardown_takes_the_waves_in_reverse() {
    var list =
        waves("[{name: first, accounts: [network, shop-dev]}, {name: rest}]")
            .verb(TaskVerb.TEARDOWN)
            .compiled()
            .list();

    assertThat(list.byId().get("wave/first").dependsOn())
        .containsExactly("a/210000000012/eu-west-1", "b/210000000012/eu-west-1");
    assertThat(list.byId().get("b/210000000001/eu-west-1").dependsOn())
        .containsExactly("wave/first");
    assertThat(list.byId().get("a/210000000012/eu-west-1").dependsOn())
        .containsExactly("b/210000000012/eu-west-1");
    assertThat(list.byId()).doesNotContainKeys("end", "c/210000000001/eu-west-1");
  }

  @Test
  void a_wave_that_nothing_goes_to_is_noted_and_left_out() {
    var compiled =
        Given.deployspec(
                """
                waves: [{name: one, accounts: network}, {name: two, accounts: shop-dev}, {name: three}]
                actions:
                  - {name: a, kind: NoOp, accounts: [network, shop-prod], regions: eu-west-1}
                """)
            .compiled();

    assertThat(compiled.list().byId().get("a/210000000012/eu-west-1").dependsOn())
        .containsExactly("wave/one");
    assertThat(compiled.notes())
        .extracting(Problem::text)
        .containsExactly("deployspec.yaml:1:41: no action goes to the wave 'two'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          [{name: one, accounts: [network, shop-dev]}] ¦ 1:9: the target 210000000012/eu-west-1 is in no wave. Add its account to a wave, or a last wave '- name: rest', which takes what no other does.
          [{name: one, accounts: [{ou: Workloads}, network]}, {name: two, accounts: shop-dev, regions: eu-west-1}] ¦ 1:60: the target 210000000011/eu-west-1 is in the waves 'one' and 'two'. Leave it in one of them; a wave with only a name takes what no other does.
          [{name: one}, {name: two}] ¦ 1:22: the waves 'one' and 'two' both take the rest. Give one of the two 'accounts'.
          [{name: one, accounts: network}, {name: one}] ¦ 1:41: the wave 'one' is there twice, first at deployspec.yaml:1:9. Give one of the two another name.
          [{name: "a/b"}] ¦ 1:16: 'a/b' is no name for a wave. Use up to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit.
          [{name: one, regions: eu-west-1}] ¦ 1:30: the wave 'one' has regions, but no accounts. Add 'accounts'.
          [{name: one, targets: x, accounts: network}] ¦ 1:30: 'targets' stands beside 'accounts'. Keep one of the two: targets names both, accounts and regions.
          [{name: one, targets: x}, {name: two}] ¦ 1:30: there are no targets 'x'. Define them under 'targets' at the top of the document.
          [{name: one, accounts: netwrok}, {name: two}] ¦ 1:31: the account 'netwrok' is not in the registry. Did you mean 'network'?
          [{nmae: one}] ¦ 1:10: there is no field 'nmae' here. Did you mean 'name'?
          """)
  void what_is_wrong_with_them_is_said_with_its_place(String waves, String problem) {
    assertThat(waves(waves).problems().lines()).contains("deployspec.yaml:" + problem);
  }

  @Test
  void no_action_waits_for_a_later_wave() {
    assertThat(
            Given.deployspec(
                    """
                    waves: [{name: one, accounts: network}, {name: rest}]
                    actions:
                      - {name: a, kind: NoOp, accounts: network, regions: eu-west-1, dependsOn: "b@*"}
                      - {name: b, kind: NoOp, accounts: [shop-dev, shop-prod], regions: eu-west-1}
                    """)
                .problems())
        .isEqualTo(
            """
            deployspec.yaml:3:5: 'a/210000000001/eu-west-1' in the wave 'one' waits for 'b/210000000011/eu-west-1' in the wave 'rest', which comes later. Put the account of the second into an earlier wave, or remove the dependency.
            """);
    assertThat(
            Given.deployspec(
                    """
                    waves: [{name: one, accounts: network}, {name: rest}]
                    actions:
                      - {name: a, kind: NoOp, accounts: network, regions: eu-west-1, dependsOn: between}
                      - {name: between, kind: NoOp, dependsOn: b}
                      - {name: b, kind: NoOp, accounts: shop-dev, regions: eu-west-1}
                    """)
                .problems())
        .isEqualTo(
            """
            deployspec.yaml:3:5: these actions wait for each other: a/210000000001/eu-west-1 → between → b/210000000011/eu-west-1 → wave/one → a/210000000001/eu-west-1. Remove one of the dependencies of a (deployspec.yaml:3), between (deployspec.yaml:4), b (deployspec.yaml:5), wave/one (deployspec.yaml:1).
            """);
  }

  @Property(tries = 60)
  void every_action_of_a_wave_comes_after_every_action_of_those_before(
      @ForAll @Size(12) List<@IntRange(max = 3) Integer> waveOf) {
    var accounts = new ArrayList<Account>();
    var yaml = new StringBuilder("waves:\n");
    for (int wave = 0; wave < 4; wave++) {
      var names = new ArrayList<String>();
      for (int i = 0; i < waveOf.size(); i++) {
        if (waveOf.get(i) == wave) {
          names.add("a" + i);
        }
      }
      yaml.append(names.isEmpty() ? "" : "  - {name: w" + wave + ", accounts: " + names + "}\n");
    }
    for (int i = 0; i < waveOf.size(); i++) {
      accounts.add(Given.account("a" + i, "%012d".formatted(i + 1), "All", Map.of()));
    }
    yaml.append("actions:\n  - {name: x, kind: NoOp, accounts: {ou: All}, regions: eu-west-1}\n");

    var list = Given.deployspec(yaml.toString()).accounts(accounts).compiled().list();

    var before = before(list);
    for (int i = 0; i < waveOf.size(); i++) {
      for (int j = 0; j < waveOf.size(); j++) {
        assertThat(before.get(id(i)).contains(id(j))).isEqualTo(waveOf.get(j) < waveOf.get(i));
      }
    }
    assertThat(list.actions().stream().mapToInt(a -> a.dependsOn().size()).sum())
        .isLessThan(2 * list.actions().size());
  }

  private static String id(int account) {
    return "x/%012d/eu-west-1".formatted(account + 1);
  }

  /** All that each action waits for, directly or not. */
  private static Map<String, List<String>> before(ActionList list) {
    var byId = list.byId();
    var before = new HashMap<String, List<String>>();
    for (var action : list.actions()) {
      var found = new ArrayList<String>();
      var open = new ArrayList<>(action.dependsOn());
      while (!open.isEmpty()) {
        Action next = byId.get(open.removeLast());
        if (!found.contains(next.id())) {
          found.add(next.id());
          open.addAll(next.dependsOn());
        }
      }
      before.put(action.id(), found);
    }
    return before;
  }
}
