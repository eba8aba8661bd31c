package io.coreautomation.framework.coordinates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.json.Digest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {
  private static final Coordinates SHOP =
      new Coordinates("Acme", "Web", "Shop", "feature/Login_Page", "1.0-RC", null);

  @Test
  void they_are_lower_case_and_cut_at_what_is_filled() {
    assertThat(SHOP.prn()).hasToString("prn:web:shop:feature-login-page:1.0-rc");
    assertThat(SHOP.path()).isEqualTo("web/shop/feature-login-page/1.0-rc");
    assertThat(SHOP.scope()).isEqualTo(Scope.BUILD);
    assertThat(SHOP.client()).isEqualTo("acme");
    assertThat(new Coordinates("a", "web", null, null, null, null).prn()).hasToString("prn:web");
  }

  @Test
  void gaps_and_names_that_no_key_can_hold_are_refused() {
    assertThatThrownBy(() -> new Coordinates("a", "web", null, "main", null, null))
        .hasMessage("a branch is given without its app");
    assertThatThrownBy(() -> new Coordinates("a", "we_b", null, null, null, null))
        .hasMessage("'we_b' is no name for a portfolio");
    assertThatThrownBy(() -> new Coordinates("a", "web", "shop", "main", "../x", null))
        .hasMessage("'../x' is no name for a build");
  }

  @ParameterizedTest
  @CsvSource({
    "main, main",
    "feature/Login_Page, feature-login-page",
    "release/2025.10.31-hotfix-7, release-2025-10-31-h",
    "1234567890123456789-x, 1234567890123456789",
  })
  void a_branch_has_upstreams_short_name(String branch, String shortName) {
    assertThat(BranchName.shortName(branch)).isEqualTo(shortName);
  }

  @Test
  void a_branch_of_which_nothing_is_left_is_named_by_its_hash() {
    assertThat(BranchName.shortName("--")).isEqualTo("x" + Digest.of("--").hex().substring(0, 8));
  }

  @Test
  void a_prn_knows_its_levels() {
    var prn = SHOP.prn();

    assertThat(prn.at(Scope.APP)).hasToString("prn:web:shop");
    assertThat(prn.at(Scope.APP).contains(prn)).isTrue();
    assertThat(Prn.parse("prn:web:sh").contains(prn)).isFalse();
    assertThatThrownBy(() -> prn.at(Scope.COMPONENT))
        .hasMessage("prn:web:shop:feature-login-page:1.0-rc has no component");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "prn", "prn:", "prn:a::b", "web:a", "prn:A", "prn:a:b:c:d:e:f"})
  void what_is_no_prn_is_refused(String text) {
    assertThatThrownBy(() -> Prn.parse(text))
        .hasMessage(
            "'"
                + text
                + "' is no PRN: use prn:portfolio:app:branch:build:component, cut where you like");
  }

  @Test
  void keys_are_put_together_in_one_place() {
    var keys = ObjectKeys.of(new Coordinates("a", "web", "shop", "main", "42", null));
    var digest = Digest.of("x");
    var run = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");

    assertThat(keys.packageZip(digest))
        .isEqualTo("packages/web/shop/main/42/" + digest.hex() + ".zip");
    assertThat(keys.list(digest))
        .isEqualTo("artefacts/web/shop/main/42/lists/" + digest.hex() + ".json");
    assertThat(keys.template(digest, ".yaml"))
        .isEqualTo("artefacts/web/shop/main/42/templates/" + digest.hex() + ".yaml");
    assertThat(keys.state(run))
        .isEqualTo("artefacts/web/shop/main/42/runs/" + run + "/state.json.gz");
    assertThat(run.shortId()).isEqualTo("7c41d09e");
  }

  @Property(tries = 300)
  void a_name_is_fitted_the_same_way_each_time_within_the_limit_and_kept_when_short(
      @ForAll @AlphaChars @Chars('-') @StringLength(max = 300) String name, @ForAll Names kind) {
    var fitted = kind.fit(name);

    assertThat(fitted).isEqualTo(kind.fit(name)).hasSizeLessThanOrEqualTo(kind.limit());
    if (name.length() <= kind.limit()) {
      assertThat(fitted).isEqualTo(name);
    } else {
      assertThat(fitted).isNotEqualTo(kind.fit(name + "x"));
    }
  }
}
