package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes of a kind that nobody waits for: {@code wait: false}. */
public interface KindStartContract extends KindSuite {
  /** Longer than anything in the twin takes that goes on by itself. */
  Duration LONG = Duration.ofHours(12);

  @ParameterizedTest
  @MethodSource("cases")
  default void what_is_left_alone_ends_as_if_it_had_been_waited_for(KindCase given) {
    assumeThat(given.handler().describe().attended()).isFalse();

    for (Consumer<KindTrial> way : List.<Consumer<KindTrial>>of(_ -> {}, KindTrial::plan)) {
      var waitedFor = KindTrial.of(given);
      way.accept(waitedFor);
      waitedFor.drive();
      waitedFor.world().pass(LONG);
      var left = KindTrial.of(given);
      way.accept(left);

      assertThat(left.leave()).isInstanceOfAny(Progress.Running.class, Progress.Done.class);
      left.world().pass(LONG);

      assertThat(left.seen()).isEqualTo(waitedFor.seen());
    }
  }
}
