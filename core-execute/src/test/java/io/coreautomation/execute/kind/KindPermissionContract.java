package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The permissions that a kind says it needs are those that the twin sees it use, and the policy
 * that is computed from them for one action is enough for it.
 */
public interface KindPermissionContract extends KindSuite {
  @ParameterizedTest
  @MethodSource("kinds")
  default void with_what_is_computed_for_it_it_uses_just_the_permissions_that_it_declares(
      ActionHandler<?> kind) {
    var used = new TreeSet<String>();

    casesOf(kind)
        .forEach(given -> KindUse.everything(given, calls -> used.addAll(calls.permissions())));

    assertThat(kind.describe().permissions()).containsExactlyInAnyOrderElementsOf(used);
  }
}
