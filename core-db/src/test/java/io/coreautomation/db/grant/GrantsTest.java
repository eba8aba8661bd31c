package io.coreautomation.db.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {
  private final Grants grants = new Grants(new InMemoryTables());

  @ParameterizedTest
  @CsvSource({
    "local:*,   *,          prn:web,      local:ada, deploy,   prn:web:shop, true",
    "local:*,   *,          prn:web,      local:ada, deploy,   prn:web,      true",
    "local:*,   *,          prn:web,      local:ada, deploy,   prn:website,  false",
    "local:*,   *,          prn:web,      arn:x,     deploy,   prn:web,      false",
    "local:ada, *,          prn:web,      local:adam, deploy,  prn:web,      false",
    "*,         plan read,  prn:web,      anybody,   read,     prn:web:shop, true",
    "*,         plan read,  prn:web,      anybody,   deploy,   prn:web:shop, false",
    "local:ada, deploy,     prn:web:shop, local:ada, deploy,   prn:web,      false",
    "local:ada, deploy,     prn:web:shop, local:ada, deploy,   prn:web:shop:main:42, true"
  })
  void a_grant_allows(
      String principal, String verbs, String on, String who, String verb, String prn, boolean is) {
    grants.put(new Grant(principal, List.of(verbs.split(" ")), Prn.parse(on)));
    assertThat(grants.allows(who, verb, Prn.parse(prn))).isEqualTo(is);
  }

  @Test
  void without_a_grant_nothing_is_allowed() {
    assertThat(grants.allows("local:ada", "read", Prn.parse("prn:web"))).isFalse();
  }

  @Test
  void a_grant_of_the_same_principal_and_prn_replaces_and_can_be_removed() {
    var first = new Grant("local:ada", List.of("deploy"), Prn.parse("prn:web"));
    var second = new Grant("local:ada", List.of("plan"), Prn.parse("prn:web"));
    grants.put(first);
    grants.put(second);
    assertThat(grants.list(10, null).rows()).containsExactly(second);
    grants.remove(second);
    assertThat(grants.allows("local:ada", "plan", Prn.parse("prn:web"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"''", "arn:aws:iam::*:role/x", "**"})
  void a_star_stands_at_the_end_only(String principal) {
    assertThatThrownBy(() -> new Grant(principal, List.of("*"), Prn.parse("prn:web")))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("'" + principal + "' is no principal");
  }
}
