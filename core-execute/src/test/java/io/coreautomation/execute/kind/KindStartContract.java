package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kind has begun once it has started: all that there is where nobody waits for its end. */
public interface KindStartContract extends KindSuite {
  @ParameterizedTest
  @MethodSource("cases")
  default void what_may_be_left_alone_has_begun_its_work_when_it_has_started(KindCase given) {
    assumeThat(given.handler().describe().attended()).isFalse();
    var untouched = KindTrial.of(given).seen();
    var whole = KindTrial.of(given);
    whole.drive();
    var started = KindTrial.of(given);

    var end = started.start();

    assertThat(end).isNotInstanceOf(Progress.Failed.class);
    if (!whole.seen().equals(untouched)) {
      assertThat(started.seen()).isNotEqualTo(untouched);
    }
  }
}
