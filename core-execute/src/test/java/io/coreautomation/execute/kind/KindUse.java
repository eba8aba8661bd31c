package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCalls.Fault;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.function.Consumer;

/**
 * All the ways in which the engine uses a kind, with the permissions that are computed for its
 * action, and no others.
 */
final class KindUse {
  private KindUse() {}

  /**
   * Uses it in each of them, in worlds of their own.
   *
   * @param seen is given the calls of each
   */
  static void everything(KindCase given, Consumer<KindCalls> seen) {
    var discarded = KindTrial.of(given).limited();
    discarded.lacksRoom();
    discarded.plan();
    discarded.verify();
    discarded.discard(false);
    seen.accept(discarded.calls());
    var planned = KindTrial.of(given).limited();
    planned.plan();
    assertThat(planned.drive()).isInstanceOf(Progress.Done.class);
    seen.accept(planned.calls());
    var straight = KindTrial.of(given).limited();
    assertThat(straight.drive()).isInstanceOf(Progress.Done.class);
    for (int call = 0; call < straight.calls().names().size(); call++) {
      var crashed = KindTrial.of(given).limited();
      crashed.calls().failAt(call, Fault.CRASH_AFTER);
      assertIsAllowed(crashed.drive());
      seen.accept(crashed.calls());
    }
    for (int looks = 0; looks < 3; looks++) {
      var cancelled = KindTrial.of(given).limited();
      assertIsAllowed(cancelled.cancelAfter(looks));
      seen.accept(cancelled.calls());
    }
  }

  private static void assertIsAllowed(Progress end) {
    if (end instanceof Progress.Failed(var problem)) {
      assertThat(problem.code()).as(problem.message()).isNotEqualTo(ProblemCode.AWS_DENIED);
    }
  }
}
