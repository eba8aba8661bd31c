package io.coreautomation.db.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.VirtualThreads;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  private final Waits waits = new Waits(new InMemoryTables());

  @Test
  void a_wake_finds_the_token_of_the_turn_that_parked() {
    assertThat(waits.park(RUN, 1, "one", waits.counter(RUN))).isTrue();
    assertThat(waits.wake(RUN)).isEqualTo(new WaitRow(RUN, 1, 1, "one"));
    assertThat(waits.counter(RUN)).isEqualTo(1);
  }

  @Test
  void a_wake_of_a_run_that_never_parked_is_counted_and_finds_no_token() {
    assertThat(waits.wake(RUN)).isEqualTo(new WaitRow(RUN, 1, 0, null));
    assertThat(waits.wake(RUN).counter()).isEqualTo(2);
  }

  @Test
  void a_turn_that_was_woken_before_it_parked_is_told() {
    var seen = waits.counter(RUN);
    waits.wake(RUN);
    assertThat(waits.park(RUN, 1, "one", seen)).isFalse();
    assertThat(waits.wake(RUN).token()).isNull();
  }

  @Test
  void the_next_turn_parks_over_the_one_before() {
    waits.park(RUN, 1, "one", 0);
    waits.wake(RUN);
    assertThat(waits.park(RUN, 2, "two", waits.counter(RUN))).isTrue();
    assertThat(waits.wake(RUN).token()).isEqualTo("two");
  }

  @Test
  void a_turn_that_comes_late_does_not_take_the_place_of_a_later_one() {
    assertThat(waits.park(RUN, 2, "two", 0)).isTrue();
    assertThat(waits.park(RUN, 1, "one", 0)).isFalse();
    assertThat(waits.wake(RUN).token()).isEqualTo("two");
  }

  @Test
  void parking_twice_with_the_same_token_is_parking() {
    assertThat(waits.park(RUN, 1, "one", 0)).isTrue();
    assertThat(waits.park(RUN, 1, "one", 0)).isTrue();
  }

  @RepeatedTest(50)
  void no_wake_is_lost_however_wake_and_park_meet() {
    var seen = waits.counter(RUN);
    var outcomes =
        new VirtualThreads(2)
            .all(
                List.<Callable<Boolean>>of(
                    () -> waits.wake(RUN).token() != null, // the wake answers the token
                    () -> !waits.park(RUN, 1, "one", seen))); // the parking answers it itself
    assertThat(outcomes).containsExactlyInAnyOrder(true, false);
  }
}
