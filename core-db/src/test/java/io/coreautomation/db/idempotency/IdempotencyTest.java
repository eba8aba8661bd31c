package io.coreautomation.db.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Digest REQUEST = Digest.of("{}");
  private static final RunId FIRST = RunId.random();
  private static final RunId SECOND = RunId.random();
  private final Tables tables = new InMemoryTables();

  @Test
  void a_repeated_request_gets_the_run_of_the_first() {
    assertThat(at(NOW).claim("ada", "key", REQUEST, FIRST)).isEqualTo(FIRST);
    assertThat(at(NOW).claim("ada", "key", REQUEST, SECOND)).isEqualTo(FIRST);
  }

  @Test
  void a_key_is_of_its_principal() {
    at(NOW).claim("ada", "key", REQUEST, FIRST);
    assertThat(at(NOW).claim("eve", "key", REQUEST, SECOND)).isEqualTo(SECOND);
  }

  @Test
  void another_request_under_the_key_is_refused() {
    at(NOW).claim("ada", "key", REQUEST, FIRST);
    assertThatThrownBy(() -> at(NOW).claim("ada", "key", Digest.of("[]"), SECOND))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "the idempotency key 'key' stands for another request. Use a new key for a new"
                + " request.");
  }

  @Test
  void after_a_day_the_key_is_free_again() {
    at(NOW).claim("ada", "key", REQUEST, FIRST);
    var day = NOW.plus(Duration.ofHours(24));
    assertThat(at(day.minusNanos(1)).claim("ada", "key", REQUEST, SECOND)).isEqualTo(FIRST);
    assertThat(at(day).claim("ada", "key", Digest.of("[]"), SECOND)).isEqualTo(SECOND);
  }

  @Test
  void of_requests_at_a_time_all_get_one_run() {
    var claims =
        new VirtualThreads(8)
            .all(
                Stream.generate(RunId::random)
                    .limit(16)
                    .<Callable<RunId>>map(id -> () -> at(NOW).claim("ada", "key", REQUEST, id))
                    .toList());
    assertThat(new HashSet<>(claims)).hasSize(1);
  }

  private Idempotency at(Instant time) {
    return new Idempotency(tables, Clock.fixed(time, ZoneOffset.UTC));
  }
}
