package io.coreautomation.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "49, 0.0 s",
    "50, 0.1 s",
    "6100, 6.1 s",
    "59949, 59.9 s",
    "59950, 1m 00s",
    "130000, 2m 10s",
    "3599499, 59m 59s",
    "3599500, 1h 00m",
    "3900000, 1h 05m"
  })
  void a_length_of_time_is_told_in_two_numbers_at_most(long millis, String text) {
    assertThat(Elapsed.text(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
