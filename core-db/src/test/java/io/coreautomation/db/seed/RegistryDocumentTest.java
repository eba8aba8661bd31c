package io.coreautomation.db.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.AccountStatus;
import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.app.App;
import io.coreautomation.db.app.Apps;
import io.coreautomation.db.client.Client;
import io.coreautomation.db.client.Clients;
import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.portfolio.Portfolio;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.zone.Zone;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryDocumentTest {
  private static final String SHOP =
      """
      clients: [{name: acme, homeRegion: eu-west-1}]
      portfolios: [{name: web, owner: platform@acme.example}]
      accounts:
        - {name: network, id: "210000000001", ou: Infrastructure, tags: {tier: shared}}
        - {name: shop-dev, id: 210000000011, ou: Workloads/Dev, tags: {tier: workload}}
        - {name: closed, id: "012345670123", status: suspended, regions: [eu-west-1]}
      zones:
        - {name: eu, account: network, regions: [eu-west-1, eu-central-1], facts: {domain: acme.example}}
      apps: [{portfolio: web, name: shop, zone: eu}]
      grants: [{principal: "local:*", verbs: ["*"], on: "prn:web"}]
      """;

  private static final List<Account> ACCOUNTS =
      List.of(
          new Account(
              "network",
              "210000000001",
              "Infrastructure",
              Map.of("tier", "shared"),
              List.of(),
              AccountStatus.ACTIVE),
          new Account(
              "shop-dev",
              "210000000011",
              "Workloads/Dev",
              Map.of("tier", "workload"),
              List.of(),
              AccountStatus.ACTIVE),
          new Account(
              "closed",
              "012345670123",
              null,
              Map.of(),
              List.of("eu-west-1"),
              AccountStatus.SUSPENDED));

  private final Tables tables = new InMemoryTables();

  @Test
  void a_document_is_read_whole() {
    assertThat(read(SHOP))
        .isEqualTo(
            new RegistryDocument(
                List.of(new Client("acme", "eu-west-1", Map.of())),
                List.of(new Portfolio("web", "platform@acme.example", Map.of())),
                List.of(
                    new Zone(
                        "eu",
                        "network",
                        List.of("eu-west-1", "eu-central-1"),
                        Map.of("domain", TextNode.valueOf("acme.example")))),
                ACCOUNTS,
                List.of(new App("web", "shop", "eu", Map.of())),
                List.of(new Grant("local:*", List.of("*"), Prn.parse("prn:web")))));
  }

  @Test
  void what_is_read_is_what_a_compiler_gets() {
    read(SHOP).applyTo(tables);
    var facts = facts("shop");
    assertThat(facts.client()).isEqualTo(new Client("acme", "eu-west-1", Map.of()));
    assertThat(facts.portfolio()).isNotNull();
    assertThat(facts.app()).isEqualTo(new App("web", "shop", "eu", Map.of()));
    assertThat(facts.zone()).isEqualTo(read(SHOP).zones().getFirst());
    assertThat(facts.accounts()).isEqualTo(ACCOUNTS);
    assertThat(new Grants(tables).allows("local:ada", "deploy", Prn.parse("prn:web:shop")))
        .isTrue();
  }

  @Test
  void what_nobody_registered_has_no_facts() {
    assertThat(facts("other"))
        .isEqualTo(
            new RegistryFacts(new Client("acme", null, Map.of()), null, null, null, List.of()));
  }

  @Test
  void applying_it_twice_changes_nothing() {
    read(SHOP).applyTo(tables);
    var once = facts("shop").digest();
    read(SHOP).applyTo(tables);
    assertThat(facts("shop").digest()).isEqualTo(once);
  }

  @Test
  void the_digest_tells_every_change_that_a_compiler_would_see() {
    read(SHOP).applyTo(tables);
    var before = facts("shop").digest();
    read(SHOP.replace("acme.example}", "acme.test}")).applyTo(tables);
    assertThat(facts("shop").digest()).isNotEqualTo(before);
    read(SHOP).applyTo(tables);
    assertThat(facts("shop").digest()).isEqualTo(before);
  }

  @Test
  void what_the_document_does_not_name_stays() {
    read(SHOP).applyTo(tables);
    read("clients: [{name: other}]").applyTo(tables);
    assertThat(new Clients(tables).list(10, null).rows())
        .extracting(Client::name)
        .containsExactly("acme", "other");
    assertThat(new Accounts(tables).all()).isEqualTo(ACCOUNTS);
    assertThat(new Apps(tables).list("web", 10, null).rows()).hasSize(1);
  }

  record Bad(String name, String document, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> bad() {
    return Stream.of(
        new Bad(
            "an unknown list",
            "acounts: []",
            "registry.yaml:1:1: there is no field 'acounts' here. Did you mean 'accounts'?"),
        new Bad(
            "an unknown field",
            """
            accounts:
              - {name: dev, id: "210000000011", unit: Workloads}
            """,
            "registry.yaml:2:37: there is no field 'unit' here. Known are: id, name, ou, regions,"
                + " status, tags."),
        new Bad(
            "a missing field",
            """
            accounts:
              - {name: dev}
            """,
            "registry.yaml:2:5: the field 'id' is missing. Add 'id': its 12 digits, in quotes."),
        new Bad(
            "account ids that are none, each of them",
            """
            accounts:
              - {name: dev, id: "2100"}
              - {name: prod, id: "2100-0000-0012"}
            """,
            """
            registry.yaml:2:21: '2100' is no account id. Write its 12 digits, in quotes.
            registry.yaml:3:22: '2100-0000-0012' is no account id. Write its 12 digits, in quotes.\
            """),
        new Bad(
            "an id as a name",
            """
            accounts:
              - {name: "210000000011", id: "210000000011"}
            """,
            "registry.yaml:2:12: '210000000011' is no name for an account. Use a word that is not"
                + " an id."),
        new Bad(
            "names and ids given twice",
            """
            accounts:
              - {name: dev, id: "210000000011"}
              - {name: dev, id: "210000000012"}
              - {name: prod, id: "210000000011"}
            """,
            """
            registry.yaml:3:12: the account name 'dev' is given twice. The first is in line 2: remove or rename one of them.
            registry.yaml:4:22: the account id 210000000011 is given twice. The first is in line 2: remove or rename one of them.\
            """),
        new Bad(
            "each other thing given twice",
            """
            clients: [{name: acme}, {name: acme}]
            portfolios: [{name: web}, {name: web}]
            zones: [{name: eu}, {name: eu}]
            apps: [{portfolio: web, name: shop}, {portfolio: web, name: shop}]
            grants:
              - {principal: "local:*", verbs: [plan], on: "prn:web"}
              - {principal: "local:*", verbs: [deploy], on: "prn:web"}
            """,
            """
            registry.yaml:1:32: the client 'acme' is given twice. The first is in line 1: remove or rename one of them.
            registry.yaml:2:34: the portfolio 'web' is given twice. The first is in line 2: remove or rename one of them.
            registry.yaml:3:28: the zone 'eu' is given twice. The first is in line 3: remove or rename one of them.
            registry.yaml:4:61: the app 'shop' of the portfolio 'web' is given twice. The first is in line 4: remove or rename one of them.
            registry.yaml:7:49: the grant of 'local:*' on 'prn:web' is given twice. The first is in line 6: remove or rename one of them.\
            """),
        new Bad(
            "references that lead nowhere",
            """
            portfolios: [{name: web}]
            accounts: [{name: network, id: "210000000001"}]
            zones:
              - {name: eu, account: netwrok}
            apps:
              - {portfolio: wbe, name: shop, zone: eu}
              - {portfolio: web, name: blog, zone: asia}
            """,
            """
            registry.yaml:4:25: there is no account 'netwrok' in this file. Did you mean 'network'?
            registry.yaml:6:17: there is no portfolio 'wbe' in this file. Did you mean 'web'?
            registry.yaml:7:40: there is no zone 'asia' in this file. Known are: eu.\
            """),
        new Bad(
            "a reference where there is nothing to refer to",
            "zones: [{name: eu, account: network}]",
            "registry.yaml:1:29: there is no account 'network' in this file. Add it under"
                + " 'accounts'."),
        new Bad(
            "names that coordinates cannot say",
            """
            clients: [{name: Acme}]
            portfolios: [{name: the_web}]
            apps: [{portfolio: web, name: 1shop}]
            """,
            """
            registry.yaml:1:18: 'Acme' is no name for a client. Use up to 31 lower-case letters, digits and '-', beginning with a letter.
            registry.yaml:2:21: 'the_web' is no name for a portfolio. Use up to 31 lower-case letters, digits and '-', beginning with a letter.
            registry.yaml:3:31: '1shop' is no name for an app. Use up to 31 lower-case letters, digits and '-', beginning with a letter.\
            """),
        new Bad(
            "regions that are none",
            """
            clients: [{name: acme, homeRegion: Ireland}]
            zones: [{name: eu, regions: [eu-west]}]
            """,
            """
            registry.yaml:1:36: 'Ireland' is no region. Write one such as eu-west-1.
            registry.yaml:2:29: 'eu-west' is no region. Write names such as eu-west-1.\
            """),
        new Bad(
            "an unknown status",
            """
            accounts: [{name: dev, id: "210000000011", status: suspend}]
            """,
            "registry.yaml:1:52: 'status' is 'suspend', not one of active, suspended. Did you mean"
                + " 'suspended'?"),
        new Bad(
            "grants of nothing, to nobody, nowhere",
            """
            grants:
              - {principal: "local:*", verbs: [], on: "prn:web"}
              - {principal: "local:*:x", verbs: [plan], on: "prn:web"}
              - {principal: "local:ada", verbs: [plan], on: "web"}
            """,
            """
            registry.yaml:2:35: the grant has no verbs. Write those that it allows, or ["*"].
            registry.yaml:3:17: 'local:*:x' is no principal. Write a role's ARN or local:<user>; a * stands at the end only.
            registry.yaml:4:49: 'web' is no PRN. Write prn:<portfolio>, or deeper.\
            """),
        new Bad(
            "a list in place of the document",
            "- {name: acme}",
            "registry.yaml:1:1: this is a list, not a map. Write a map."));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void everything_wrong_is_told_with_its_place_and_mend(Bad bad) {
    assertThatThrownBy(() -> read(bad.document()))
        .isInstanceOf(ProblemException.class)
        .hasMessage(bad.message());
  }

  @Test
  void a_zone_may_name_its_account_by_id() {
    var document =
        read(
            """
            accounts: [{name: network, id: "210000000001"}]
            zones: {name: eu, account: "210000000001"}
            """);
    assertThat(document.zones().getFirst().account()).isEqualTo("210000000001");
  }

  private RegistryFacts facts(String app) {
    return RegistryFacts.read(tables, new Coordinates("acme", "web", app, null, null, null));
  }

  private static RegistryDocument read(String text) {
    return RegistryDocument.read(RegistryDocument.FILE, text.getBytes(StandardCharsets.UTF_8));
  }
}
