package io.coreautomation.execute.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.WorldTime;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakerTest {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  private final Waits waits = new Waits(new InMemoryTables());
  private final FakeExecutions executions = new FakeExecutions();
  private final List<Duration> pauses = new ArrayList<>();
  private final Waker waker = new Waker(waits, executions, new PassingTime());

  private final class PassingTime implements WorldTime {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void waitUntil(Instant time) {
      pauses.add(Duration.between(now, time));
      now = time;
    }
  }

  @Test
  void a_parked_run_goes_on_and_the_wake_is_counted() {
    park("one");

    assertThat(waker.wake(RUN)).isTrue();

    assertThat(executions.answered).containsExactly("one");
    assertThat(waits.counter(RUN)).isEqualTo(1);
  }

  @Test
  void a_run_that_has_not_parked_is_only_counted_so_that_its_parking_sees_it() {
    assertThat(waker.wake(RUN)).isFalse();

    assertThat(executions.answered).isEmpty();
    assertThat(waits.park(RUN, 1, "one", 0)).isFalse();
  }

  @Test
  void a_second_wake_finds_the_run_awake() {
    park("one");
    waker.wake(RUN);

    assertThat(waker.wake(RUN)).isFalse();
    assertThat(waits.counter(RUN)).isEqualTo(2);
  }

  @Test
  void a_throttled_answer_is_given_again_after_growing_pauses() {
    park("one");
    executions.failAnswers(3, ProblemCode.THROTTLED);

    assertThat(waker.wake(RUN)).isTrue();

    assertThat(executions.answered).hasSize(4);
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(waits.counter(RUN)).isEqualTo(1);
  }

  @Test
  void an_answer_that_is_throttled_for_long_fails_and_its_wake_stays_counted() {
    park("one");
    executions.failAnswers(4, ProblemCode.THROTTLED);

    assertThatThrownBy(() -> waker.wake(RUN)).isInstanceOf(ProblemException.class);

    assertThat(executions.answered).hasSize(4);
    assertThat(waits.counter(RUN)).isEqualTo(1);
  }

  @Test
  void what_is_denied_is_not_tried_again() {
    park("one");
    executions.failAnswers(1, ProblemCode.AWS_DENIED);

    assertThatThrownBy(() -> waker.wake(RUN)).isInstanceOf(ProblemException.class);

    assertThat(executions.answered).containsExactly("one");
    assertThat(pauses).isEmpty();
  }

  private void park(String token) {
    waits.park(RUN, 1, token, waits.counter(RUN));
    executions.waiting.add(token);
  }
}
