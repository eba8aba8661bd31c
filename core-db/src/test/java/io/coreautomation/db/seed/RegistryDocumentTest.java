package io.coreautomation.db.seed;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
