package io.coreautomation.db.seed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryDocumentProblemsTest {
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
    assertThatThrownBy(
            () ->
                RegistryDocument.read(
                    RegistryDocument.FILE, bad.document().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(bad.message());
  }
}
