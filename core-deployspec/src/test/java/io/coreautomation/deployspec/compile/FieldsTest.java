package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.Condition;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.action.Retry;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {
  private static final String STACK =
      "kind: CreateStack, accounts: network, regions: [eu-west-1, eu-central-1], params:"
          + " {stackName: t, template: stack.yaml}";
  private static final String THERE = "/210000000001/eu-west-1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ${actions.t.status} == 'COMPLETE'                 ¦ actions_t_status == 'COMPLETE'        ¦ {"actions_t_status":{"$expr":[{"ref":"t/210000000001/eu-west-1","status":true}]}}
          ${actions.t.outputs.TopicArn} contains 'x'        ¦ actions_t_outputs_TopicArn contains 'x' ¦ {"actions_t_outputs_TopicArn":{"$expr":[{"ref":"t/210000000001/eu-west-1","output":"TopicArn"}]}}
          ${actions.t@network.status} != ${actions.t.status} ¦ actions_t_network_status != actions_t_status ¦ {"actions_t_network_status":{"$expr":[{"ref":"t/210000000001/eu-west-1","status":true}]},"actions_t_status":{"$expr":[{"ref":"t/210000000001/eu-west-1","status":true}]}}
          ${variables.size} > 2 and ${variables.size} < 9   ¦ variables_size > 2 and variables_size < 9 ¦ {"variables_size":"3"}
          ${variables.who} == 'me'                          ¦ variables_who == 'me'                 ¦ {"variables_who":{"$expr":[{"variable":"who"}]}}
          '{{ account.name }}' == 'network'                 ¦ 'network' == 'network'                ¦ {}
          {{ account.name == 'network' }}                   ¦ true                                  ¦ {}
          {{ region.index }} > 0 or '{{ build }}' == '42'   ¦ 0 > 0 or '42' == '42'                 ¦ {}
          """)
  void a_condition_binds_its_references_to_names(String written, String expression, String values) {
    var action =
        Given.deployspec(
                """
                variables: {size: 3}
                actions:
                  - {name: t, %s}
                  - {name: set, kind: SetVariables, params: {variables: {who: me}}}
                  - name: u
                    kind: CreateUser
                    accounts: network
                    regions: eu-west-1
                    condition: "%s"
                    params: {userName: bob}
                """
                    .formatted(STACK, written))
            .actions()
            .get("u" + THERE);

    assertThat(action.condition())
        .isEqualTo(
            new Condition(
                expression, (com.fasterxml.jackson.databind.node.ObjectNode) Json.parse(values)));
    assertThat(action.dependsOn())
        .isEqualTo(
            written.contains("actions.t")
                ? List.of("t" + THERE)
                : written.contains("who") ? List.of("set") : List.of());
  }

  @Test
  void an_assertion_is_compiled_as_a_condition_is() {
    var check =
        Given.deployspec(
                """
                actions:
                  - {name: t, %s}
                  - name: check
                    kind: Assert
                    accounts: network
                    regions: eu-west-1
                    params: {that: "${actions.t.outputs.TopicArn} contains '{{ account.name }}'"}
                """
                    .formatted(STACK))
            .actions()
            .get("check" + THERE);

    assertThat(check.params())
        .isEqualTo(
            Json.parse(
                """
                {"that": {"expression": "actions_t_outputs_TopicArn contains 'network'",
                          "values": {"actions_t_outputs_TopicArn":
                            {"$expr": [{"ref": "t/210000000001/eu-west-1",
                                        "output": "TopicArn"}]}}}}
                """));
    assertThat(check.dependsOn()).containsExactly("t" + THERE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ${actions.t.status} =='A' extra  ¦ the condition cannot be decided: Unexpected token of value "extra" and type NAME, expected token of type PUNCTUATION. Mend the expression.
          environment == 'prod'            ¦ the condition names 'environment', which is no text and no reference. Write 'environment' in quotes for text, '{{ environment }}' for what is known now, or ${variables.environment}.
          '${actions.t.status}' == 'A'     ¦ '${actions.t.status}' stands in quotes, where it would be plain text. Take the quotes off: a reference is a value.
          ${actions.t.status}              ¦ the condition cannot be decided: the condition is text or a number, not true or false. Compare it: … == 'true'.
          'a' > 1                          ¦ the condition cannot be decided: '>' orders numbers, and 'a' is none. Compare texts with ==, in, contains or matches.
          '{{ variables.bad }}' == 'a'     ¦ ''{{ variables.bad }}' == 'a'' cannot be rendered: a quote or a backslash in a value would end the text it stands in. Compare what the run knows, or choose another value.
          {{ variables.list }}             ¦ the condition becomes a list, not an expression. Let {{ … }} yield text, a number, or true or false.
          ${actions.nope.status} == 'A'    ¦ there is no action 'nope'. Known are: t, u.
          ${actions.t.outputs.Arn} == 'A'  ¦ 'stack.yaml' has no output 'Arn'. Known are: TopicArn.
          ${variables.nope} == 'A'         ¦ there is no variable 'nope'. Known are: bad, list.
          ${actions.t.state} == 'A'        ¦ '${actions.t.state}' is no reference. Write ${actions.<name>.outputs.<Output>}, ${actions.<name>.status} or ${variables.<name>}; $${ for plain text.
          'net/id' | lookup('') != ''      ¦ the condition cannot be decided: '| lookup' is no filter of conditions. Write ${actions.<name>.outputs.<Output>} | default('…').
          """)
  void a_condition_that_makes_no_sense_is_refused_with_its_place(String written, String problem) {
    assertThat(
            Given.deployspec(
                    """
                    variables: {bad: "it's", list: [a]}
                    actions:
                      - {name: t, %s}
                      - name: u
                        kind: CreateUser
                        accounts: network
                        regions: eu-west-1
                        condition: "%s"
                        params: {userName: bob}
                    """
                        .formatted(STACK, written))
                .problems())
        .isEqualTo("deployspec.yaml:8:16: " + problem + "\n");
  }

  @Test
  void retry_is_short_or_long_or_inherited_and_wait_may_be_false() {
    var actions =
        Given.deployspec(
                """
                defaults: {retry: 3}
                actions:
                  - {name: a, kind: NoOp, retry: {attempts: 2, backoff: 5s, on: [STACK_FAILED, timedOut]}, wait: false}
                  - {name: b, kind: NoOp}
                  - {name: c, kind: NoOp, retry: "{{ 2 + 2 }}"}
                """)
            .actions();

    assertThat(actions.get("a").retry())
        .isEqualTo(new Retry(2, Duration.ofSeconds(5), List.of("STACK_FAILED", "TIMED_OUT")));
    assertThat(actions.get("a").waits()).isFalse();
    assertThat(actions.get("b").retry()).isEqualTo(new Retry(3, null, List.of()));
    assertThat(actions.get("b").waits()).isTrue();
    assertThat(actions.get("c").retry()).isEqualTo(new Retry(4, null, List.of()));
  }

  @Test
  void what_may_begin_after_its_start_must_be_waited_for() {
    assertThat(
            Given.deployspec(
                    """
                    actions:
                      - name: people
                        kind: AWS::CreateUser
                        accounts: [dev]
                        regions: [eu-west-1]
                        wait: false
                        params: {userName: ann, roles: []}
                    """)
                .problems())
        .isEqualTo(
            """
            deployspec.yaml:6:11: 'people' must be waited for: what AWS::CreateUser does may begin \
            after its start. Leave 'wait' out, and let nothing depend on it that need not.
            """);
  }

  @Test
  void a_lock_is_named_in_each_target() {
    var actions =
        Given.deployspec(
                """
                - {name: a, kind: CreateUser, accounts: [network, shop-dev], regions: eu-west-1, lock: "db/{{ account.name }}", params: {userName: b}}
                """)
            .actions();

    assertThat(actions.get("a" + THERE).lock()).isEqualTo("db/network");
    assertThat(actions.get("a/210000000011/eu-west-1").lock()).isEqualTo("db/shop-dev");
  }

  @Test
  void variables_are_set_from_its_own_outputs_and_order_who_reads_them() {
    var actions =
        Given.deployspec(
                """
                - name: t
                  kind: CreateStack
                  accounts: network
                  regions: eu-west-1
                  set:
                    onStart: {phase: "{{ region.name }}", count: 3}
                    onComplete: {topic: "x-${actions.t.outputs.TopicArn}"}
                  params: {stackName: t, template: stack.yaml}
                - {name: u, kind: CreateUser, accounts: shop-dev, regions: eu-west-1, params: {userName: "${variables.topic}"}}
                """)
            .actions();

    assertThat(Json.tree(actions.get("t" + THERE).set()).toString())
        .isEqualTo(
            """
            {"onStart":{"phase":"eu-west-1","count":"3"},\
            "onComplete":{"topic":{"$expr":["x-",{"ref":"t/210000000001/eu-west-1","output":"TopicArn"}]}}}\
            """);
    assertThat(actions.get("t" + THERE).dependsOn()).isEmpty();
    assertThat(actions.get("u/210000000011/eu-west-1").dependsOn()).containsExactly("t" + THERE);
  }

  @Test
  void who_reads_a_variable_waits_for_one_that_sets_it_if_only_through_others() {
    var text =
        """
        - {name: a, kind: NoOp, set: {onStart: {v: 1}}}
        - {name: b, kind: NoOp, set: {onStart: {v: 2}}}
        - {name: c, kind: NoOp, dependsOn: b}
        - {name: d, kind: SetVariables, dependsOn: %s, params: {variables: {w: "${variables.v}"}}}
        """;

    assertThat(Given.deployspec(text.formatted("c")).actions().get("d").dependsOn())
        .containsExactly("c");
    assertThat(Given.deployspec(text.formatted("[]")).problems())
        .isEqualTo(
            """
            deployspec.yaml:4:72: 'd' reads the variable 'v', but waits for no action that sets it. Let it depend on one: a, b.
            """);
    assertThat(
            Given.deployspec(
                    "- {name: a, kind: SetVariables, set: {onStart: {v: 1}}, params: {variables:"
                        + " {w: \"${variables.v}\"}}}")
                .problems())
        .isEqualTo(
            """
            deployspec.yaml:1:81: 'a' reads the variable 'v', but waits for no action that sets it. Let it depend on one: a.
            """);
  }

  @Test
  void what_a_run_keeps_to_is_said_by_the_document() {
    var list =
        Given.deployspec(
                """
                variables: {most: 5}
                onFailure: rollback
                maxParallel: "{{ variables.most }}"
                maxPerTarget: 2
                onLocked: fail
                actions: [{name: a, kind: NoOp}]
                """)
            .compiled()
            .list();

    assertThat(list.onFailure()).isEqualTo(OnFailure.ROLLBACK);
    assertThat(list.maxParallel()).isEqualTo(5);
    assertThat(list.maxPerTarget()).isEqualTo(2);
    assertThat(list.onLocked()).isEqualTo(OnLocked.FAIL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          retry: 1                          ¦ 3:34: 1 attempts are no retry. Use 2 to 10: the first attempt counts.
          retry: {attempts: 11}             ¦ 3:45: 11 attempts are no retry. Use 2 to 10: the first attempt counts.
          retry: {backoff: 5s}              ¦ 3:34: the field 'attempts' is missing. Add 'attempts': how often it is tried in all, 2 to 10.
          retry: {attempts: 3, backoff: 2h} ¦ 3:57: a backoff of PT2H is out of bounds. Use 1s to 1h.
          retry: {attempts: 3, on: [TIMED_OUT, STAK_FAILED]} ¦ 3:64: 'STAK_FAILED' is no code of a failure. Did you mean 'STACK_FAILED'?
          retry: often                      ¦ 3:34: 'retry' is 'often', not a whole number. Write a whole number.
          wait: never                       ¦ 3:33: 'wait' is 'never', not true or false. Write true or false.
          lock: "a b"                       ¦ 3:33: 'a b' is no name for a lock. Use up to 100 letters, digits, '.', '_', '/' and '-'; {{ … }} is rendered.
          lock: "${actions.b.status}"       ¦ 3:33: the name of the lock is not known before the run. Use up to 100 letters, digits, '.', '_', '/' and '-'; {{ … }} is rendered.
          lock: [a]                         ¦ 3:33: 'lock' is a list, not text. Write text.
          set: {onEnd: {a: 1}}              ¦ 3:33: there is no field 'onEnd' here. Known are: onComplete, onStart.
          set: {onStart: {"a b": 1}}        ¦ 3:43: 'a b' is no name for a variable. Use letters, digits, '_' and '-', beginning with a letter.
          set: {onStart: {fixed: 1}}        ¦ 3:43: the variable 'fixed' is one of the document's, which are fixed. Give one of the two another name.
          set: {onStart: {v: "{{ zone.regions }}"}} ¦ 3:46: the variable 'v' becomes a list. Make text of it: {{ … | join(',') }} or {{ … | to_json }}.
          """)
  void a_bad_value_is_refused_with_its_place(String field, String problem) {
    var text =
        Given.deployspec(
                """
                variables: {fixed: 1}
                actions:
                  - {name: a, kind: NoOp, %s}
                  - {name: b, kind: NoOp}
                """
                    .formatted(field))
            .problems();

    assertThat(text).isEqualTo("deployspec.yaml:" + problem + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          onFailure: abort    ¦ 1:12: 'onFailure' is 'abort', not one of drain, cancel, continue, rollback. Known are: cancel, continue, drain, rollback.
          maxParallel: 0      ¦ 1:14: 'maxParallel' is 0. Use 1 to 10000.
          maxPerTarget: 10001 ¦ 1:15: 'maxPerTarget' is 10001. Use 1 to 10000.
          onLocked: wiat      ¦ 1:11: 'onLocked' is 'wiat', not one of wait, fail. Did you mean 'wait'?
          """)
  void a_bad_rule_is_refused_with_its_place(String rule, String problem) {
    assertThat(Given.deployspec(rule + "\nactions: [{name: a, kind: NoOp}]\n").problems())
        .isEqualTo("deployspec.yaml:" + problem + "\n");
  }

  @Test
  void a_rollback_that_could_not_take_back_all_needs_consent_before_the_run() {
    var given =
        Given.deployspec(
            """
            onFailure: rollback
            actions:
              - name: old
                kind: DeleteStack
                accounts: [shop-dev]
                regions: [eu-west-1]
                params: {stackName: old}
              - name: slow
                kind: CreateStack
                accounts: [shop-dev]
                regions: [eu-west-1]
                wait: false
                params: {stackName: slow, template: https://example.com/slow.yaml}
            """);
    var task = given.task();

    assertThat(given.problems())
        .isEqualTo(
            "deployspec.yaml:3:5: after a failure, not all could be taken back:"
                + " 'old/210000000011/eu-west-1' is of the kind AWS::DeleteStack;"
                + " 'slow/210000000011/eu-west-1' is not waited for. Accept that:"
                + " --yes, or options.partialRollback of the task. Or choose another onFailure.\n");
    for (var other :
        List.of(
            task.withOptions(task.options().withPartialRollback()),
            new Task(TaskVerb.PLAN, task.type(), task.deployment(), null, task.options(), null))) {
      assertThat(new Compiler(Given.KINDS).compile(given.files(), given.facts(), other).list())
          .extracting(ActionList::onFailure)
          .isEqualTo(OnFailure.ROLLBACK);
    }
  }
}
