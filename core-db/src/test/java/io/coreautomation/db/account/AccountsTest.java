package io.coreautomation.db.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {
  private final Accounts accounts = new Accounts(new InMemoryTables());
  private final Account network = account("network", "210000000001", "Infrastructure");
  private final Account dev = account("dev", "210000000011", "Workloads/Dev");
  private final Account app = account("app", "210000000012", "Workloads");

  @Test
  void an_account_is_found_by_name_and_by_id() {
    accounts.register(network);
    assertThat(accounts.find("network")).contains(network);
    assertThat(accounts.find("210000000001")).contains(network);
    assertThat(accounts.find("210000000002")).isEmpty();
  }

  @Test
  void accounts_are_listed_in_the_order_of_their_registration() {
    List.of(network, dev, app).forEach(accounts::register);
    assertThat(accounts.all()).containsExactly(network, dev, app);
  }

  @Test
  void an_account_that_is_registered_again_keeps_its_place() {
    List.of(network, dev).forEach(accounts::register);
    var changed =
        new Account(
            "network",
            "210000000001",
            null,
            Map.of("tier", "x"),
            List.of("eu-west-1"),
            AccountStatus.SUSPENDED);
    accounts.register(changed);
    accounts.register(changed);
    assertThat(accounts.all()).containsExactly(changed, dev);
  }

  @Test
  void an_account_of_another_name_takes_the_place_of_that_id() {
    List.of(network, dev).forEach(accounts::register);
    var renamed = account("net", "210000000001", "Infrastructure");
    accounts.register(renamed);
    assertThat(accounts.all()).containsExactly(renamed, dev);
    assertThat(accounts.find("network")).isEmpty();
    assertThat(accounts.find("210000000001")).contains(renamed);
  }

  @Test
  void an_account_of_another_id_takes_the_place_of_that_name() {
    List.of(network, dev).forEach(accounts::register);
    var mended = account("network", "210000000009", "Infrastructure");
    accounts.register(mended);
    assertThat(accounts.all()).containsExactly(mended, dev);
    assertThat(accounts.find("210000000001")).isEmpty();
    assertThat(accounts.find("210000000009")).contains(mended);
  }

  @Test
  void two_accounts_can_change_their_names() {
    List.of(network, dev).forEach(accounts::register);
    var first = account("dev", "210000000001", null);
    var second = account("network", "210000000011", null);
    List.of(first, second).forEach(accounts::register);
    assertThat(accounts.all()).containsExactlyInAnyOrder(first, second);
    assertThat(accounts.find("210000000001")).contains(first);
    assertThat(accounts.find("210000000011")).contains(second);
  }

  @ParameterizedTest
  @CsvSource({
    "Workloads, dev app",
    "Workloads/Dev, dev",
    "Work, ''",
    "Infrastructure, network",
    "Workloads/, ''"
  })
  void a_unit_has_its_accounts_and_those_below(String unit, String names) {
    List.of(network, dev, app, account("root", "210000000099", null)).forEach(accounts::register);
    assertThat(String.join(" ", accounts.inOu(unit).stream().map(Account::name).toList()))
        .isEqualTo(names);
  }

  @Test
  void more_accounts_than_a_page_has_are_all_listed() {
    for (int i = 0; i < 1005; i++) {
      accounts.register(account("a" + i, "%012d".formatted(i), null));
    }
    assertThat(accounts.all()).hasSize(1005);
    assertThat(accounts.all().getLast().name()).isEqualTo("a1004");
  }

  @ParameterizedTest
  @CsvSource({
    "shop, 2100, short id, '''2100'' is no account id'",
    "210000000001, 210000000001, id as name, '''210000000001'' is no name for an account'"
  })
  void what_is_no_account_is_refused(String name, String id, String label, String message) {
    assertThatThrownBy(() -> account(name, id, null))
        .as(label)
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage(message);
  }

  private static Account account(String name, String id, String ou) {
    return new Account(name, id, ou, Map.of(), List.of(), AccountStatus.ACTIVE);
  }
}
