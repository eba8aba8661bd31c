package io.coreautomation.execute.kind.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_while_begins_when_the_action_does() {
    assertThat(new Wait.Params(Duration.ofMinutes(30), null).end(NOW))
        .isEqualTo(Instant.parse("2026-01-01T00:30:00Z"));
  }

  @Test
  void it_is_done_when_its_time_has_come_and_not_before() {
    var world = new KindWorld();
    var wait = new Wait();
    var params = new Wait.Params(Duration.ofMinutes(30), null);
    var started = wait.start(world.context(false), params);
    var handle = ((Progress.Running) started).handle();

    world.pass(Duration.ofMinutes(30).minusMillis(1));
    assertThat(wait.check(world.context(true), params, handle)).isEqualTo(started);
    world.pass(Duration.ofMillis(1));
    assertThat(wait.check(world.context(true), params, handle))
        .isEqualTo(Progress.done(Change.NONE));
  }

  @Test
  void a_time_is_understood_with_its_offset() {
    assertThat(new Wait.Params(null, "2026-01-31T06:00:00+02:00").end(NOW))
        .isEqualTo(Instant.parse("2026-01-31T04:00:00Z"));
  }

  @Test
  void a_time_without_an_offset_is_refused() {
    assertThatThrownBy(() -> new Wait.Params(null, "tomorrow"))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("'tomorrow' is no time");
  }

  @Test
  void both_of_the_two_are_refused_and_so_is_neither() {
    assertThatThrownBy(() -> new Wait.Params(Duration.ZERO, "2026-01-31T06:00:00Z"))
        .hasMessage("'for' and 'until' are given");
    assertThatThrownBy(() -> new Wait.Params(null, null))
        .hasMessage("neither 'for' nor 'until' is given");
  }
}
