package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calling a kind's work off. */
class KindCancelTest {
  static Stream<KindCase> cases() {
    return KindCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void called_off_at_any_moment_it_comes_to_an_end(KindCase given) {
    for (int looksBefore = 0; looksBefore < 6; looksBefore++) {
      var end = KindTrial.of(given).cancelAfter(looksBefore);

      assertThat(end).isNotInstanceOf(Progress.Running.class);
    }
  }
}
