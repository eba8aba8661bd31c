package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.AccountStatus;
import io.coreautomation.framework.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
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
  void accounts_are_selected_once_each_in_the_order_of_the_registry(String where, String accounts) {
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
  void what_is_there_once_in_an_account_has_one_region() {
    var user =
        "- {name: ann, kind: CreateUser, accounts: [network, shop-dev], regions: [%s], params:"
            + " {userName: ann, roles: [dev]}}";

    assertThat(Given.deployspec(user.formatted("eu-west-1")).actions().keySet())
        .containsExactly("ann/210000000001/eu-west-1", "ann/210000000011/eu-west-1");
    assertThat(Given.deployspec(user.formatted("eu-west-1, us-east-1")).problems())
        .isEqualTo(
            "deployspec.yaml:1:3: 'ann' goes to 2 regions (eu-west-1, us-east-1), but what"
                + " AWS::CreateUser acts on is there once in an account. Name one of them:"
                + " 'regions: [eu-west-1]'.\n");
  }

  @Test
  void a_suspended_account_is_left_out_with_a_note() {
    var compiled =
        Given.deployspec("- {name: a, kind: NoOp, accounts: [one, two], regions: eu-west-1}")
            .accounts(
                List.of(
                    Given.account("one", "100000000001", "X", Map.of()),
                    new Account(
                        "two", "100000000002", "X", Map.of(), List.of(), AccountStatus.SUSPENDED)))
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
