package io.coreautomation.execute.kind;

import io.coreautomation.execute.kind.KindCalls.Fault;
import java.util.function.Consumer;

/** All the ways in which the engine uses a kind. */
final class KindUse {
  private KindUse() {}

  /**
   * Uses it in each of them, in worlds of their own.
   *
   * @param seen is given the calls of each
   */
  static void everything(KindCase given, Consumer<KindCalls> seen) {
    var discarded = KindTrial.of(given);
    discarded.lacksRoom();
    discarded.plan();
    discarded.verify();
    discarded.discard(false);
    seen.accept(discarded.calls());
    var planned = KindTrial.of(given);
    planned.plan();
    planned.drive();
    seen.accept(planned.calls());
    var straight = KindTrial.of(given);
    straight.drive();
    for (int call = 0; call < straight.calls().names().size(); call++) {
      var crashed = KindTrial.of(given);
      crashed.calls().failAt(call, Fault.CRASH_AFTER);
      crashed.drive();
      seen.accept(crashed.calls());
    }
    for (int looks = 0; looks < 3; looks++) {
      var cancelled = KindTrial.of(given);
      cancelled.cancelAfter(looks);
      seen.accept(cancelled.calls());
    }
  }
}
