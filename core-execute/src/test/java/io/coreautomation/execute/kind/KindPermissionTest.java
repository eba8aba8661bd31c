package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCalls.Fault;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The permissions that a kind says it needs are those that the twin sees it use. */
class KindPermissionTest {
  static Stream<ActionHandler<?>> kinds() {
    return KindCases.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void it_declares_just_the_permissions_that_it_uses(ActionHandler<?> kind) {
    var used = new TreeSet<String>();

    KindCases.of(kind).forEach(given -> useEverything(given, used));

    assertThat(kind.describe().permissions()).containsExactlyInAnyOrderElementsOf(used);
  }

  private static void useEverything(KindCase given, Set<String> used) {
    var discarded = KindTrial.of(given);
    discarded.lacksRoom();
    discarded.plan();
    discarded.verify();
    discarded.discard(false);
    used.addAll(discarded.calls().permissions());
    var planned = KindTrial.of(given);
    planned.plan();
    planned.drive();
    used.addAll(planned.calls().permissions());
    var straight = KindTrial.of(given);
    straight.drive();
    for (int call = 0; call < straight.calls().names().size(); call++) {
      var crashed = KindTrial.of(given);
      crashed.calls().failAt(call, Fault.CRASH_AFTER);
      crashed.drive();
      used.addAll(crashed.calls().permissions());
    }
    for (int looks = 0; looks < 3; looks++) {
      var cancelled = KindTrial.of(given);
      cancelled.cancelAfter(looks);
      used.addAll(cancelled.calls().permissions());
    }
  }
}
