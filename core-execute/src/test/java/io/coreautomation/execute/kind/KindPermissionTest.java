package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCalls.Fault;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The permissions that a kind says it needs are those that the twin sees it use, and the policy
 * that is computed from them for one action is enough for it.
 */
class KindPermissionTest {
  static Stream<ActionHandler<?>> kinds() {
    return KindCases.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void with_what_is_computed_for_it_it_uses_just_the_permissions_that_it_declares(
      ActionHandler<?> kind) {
    var used = new TreeSet<String>();

    KindCases.of(kind).forEach(given -> useEverything(given, used));

    assertThat(kind.describe().permissions()).containsExactlyInAnyOrderElementsOf(used);
  }

  private static void useEverything(KindCase given, Set<String> used) {
    var discarded = KindTrial.of(given).limited();
    discarded.lacksRoom();
    discarded.plan();
    discarded.verify();
    discarded.discard(false);
    used.addAll(discarded.calls().permissions());
    var planned = KindTrial.of(given).limited();
    planned.plan();
    assertThat(planned.drive()).isInstanceOf(Progress.Done.class);
    used.addAll(planned.calls().permissions());
    var straight = KindTrial.of(given).limited();
    assertThat(straight.drive()).isInstanceOf(Progress.Done.class);
    for (int call = 0; call < straight.calls().names().size(); call++) {
      var crashed = KindTrial.of(given).limited();
      crashed.calls().failAt(call, Fault.CRASH_AFTER);
      assertIsAllowed(crashed.drive());
      used.addAll(crashed.calls().permissions());
    }
    for (int looks = 0; looks < 3; looks++) {
      var cancelled = KindTrial.of(given).limited();
      assertIsAllowed(cancelled.cancelAfter(looks));
      used.addAll(cancelled.calls().permissions());
    }
  }

  private static void assertIsAllowed(Progress end) {
    if (end instanceof Progress.Failed(var problem)) {
      assertThat(problem.code()).as(problem.message()).isNotEqualTo(ProblemCode.AWS_DENIED);
    }
  }
}
