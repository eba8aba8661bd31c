package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCalls.Fault;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The ways in which the engine uses a kind. */
final class KindUse {
  private KindUse() {}

  /**
   * One of them.
   *
   * @param sort what it is for
   * @param work tells how it has ended
   */
  record Way(KindCase given, Sort sort, Function<KindTrial, Progress> work) {
    enum Sort {
      /** Who is not allowed to look is told less, and no more happens. */
      LOOK_AHEAD,
      PREVIEW,
      /** It comes to a good end. */
      WORK,
      /** It may have been done, or not. */
      DISTURBED_WORK
    }

    /** Uses it in a world of its own, with what is computed for its action and nothing else. */
    private KindCalls limited() {
      var trial = KindTrial.of(given).limited();
      var end = work.apply(trial);
      assertThat(isDenied(end)).as(end.toString()).isFalse();
      assertThat(sort != Sort.WORK || end instanceof Progress.Done).as(end.toString()).isTrue();
      return trial.calls();
    }

    /** Whether it cannot do without one of the permissions that are computed for its action. */
    boolean needs(Permission permission) {
      return sort == Sort.LOOK_AHEAD
          || isDenied(work.apply(KindTrial.of(given).limitedBut(permission)));
    }

    /** A kind that acts in several accounts tells all that has failed as one. */
    private static boolean isDenied(Progress end) {
      return end instanceof Progress.Failed(var problem)
          && (problem.code() == ProblemCode.AWS_DENIED
              || problem.message().contains(" is not authorized to perform: "));
    }
  }

  /**
   * Uses it in each of them.
   *
   * @param seen is given each way and the calls of it
   */
  static void everything(KindCase given, BiConsumer<Way, KindCalls> seen) {
    Consumer<Way> use = way -> seen.accept(way, way.limited());
    use.accept(new Way(given, Way.Sort.LOOK_AHEAD, KindUse::lookedAhead));
    use.accept(new Way(given, Way.Sort.PREVIEW, KindUse::discarded));
    use.accept(new Way(given, Way.Sort.WORK, KindUse::planned));
    var straight = KindTrial.of(given).limited();
    assertThat(straight.drive()).isInstanceOf(Progress.Done.class);
    var calls = straight.calls().names().size();
    IntStream.range(0, calls).mapToObj(call -> crashed(given, call)).forEach(use);
    IntStream.range(0, 3).mapToObj(looks -> cancelled(given, looks)).forEach(use);
  }

  private static Progress lookedAhead(KindTrial trial) {
    trial.lacksRoom();
    return Progress.done(Change.NONE);
  }

  private static Progress discarded(KindTrial trial) {
    var looked = trial.look();
    if (!(looked instanceof Progress.Previewed previewed)) {
      return looked;
    }
    trial.world().apply(previewed);
    var verified = trial.verify();
    return verified instanceof Progress.Failed ? verified : trial.discard(false);
  }

  private static Progress planned(KindTrial trial) {
    var looked = trial.look();
    if (!(looked instanceof Progress.Previewed previewed)) {
      return looked;
    }
    trial.world().apply(previewed);
    return trial.drive();
  }

  private static Way crashed(KindCase given, int call) {
    return new Way(
        given,
        Way.Sort.DISTURBED_WORK,
        trial -> {
          trial.calls().failAt(call, Fault.CRASH_AFTER);
          return trial.drive();
        });
  }

  private static Way cancelled(KindCase given, int looks) {
    return new Way(given, Way.Sort.DISTURBED_WORK, trial -> trial.cancelAfter(looks));
  }
}
