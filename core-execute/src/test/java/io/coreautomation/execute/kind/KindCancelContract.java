package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calling a kind's work off. */
public interface KindCancelContract extends KindSuite {
  @ParameterizedTest
  @MethodSource("cases")
  default void called_off_before_its_first_call_it_begins_nothing(KindCase given) {
    // The engine does not even start what is harmless.
    assumeThat(given.handler().describe().repeatability())
        .isNotInstanceOf(Repeatability.Harmless.class);
    var trial = KindTrial.of(given);
    var before = trial.seen();
    trial.world().callOff();

    trial.drive();

    assertThat(trial.seen()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void called_off_at_any_moment_it_comes_to_an_end(KindCase given) {
    for (int looksBefore = 0; looksBefore < 6; looksBefore++) {
      var end = KindTrial.of(given).cancelAfter(looksBefore);

      assertThat(end).isNotInstanceOf(Progress.Running.class);
    }
  }
}
