package io.coreautomation.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class VirtualWorldTimeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Instant> kept = Collections.synchronizedList(new ArrayList<>());
  private final VirtualWorldTime time = time(Pace.INSTANT);

  private VirtualWorldTime time(Pace pace) {
    return new VirtualWorldTime(pace, START, kept::add, Clock.systemUTC());
  }

  /** What a participant does with its time. */
  private interface Life {
    void live() throws InterruptedException;
  }

  private Thread participant(Life life) {
    var alive =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    life.live();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } finally {
                    time.leave(Thread.currentThread());
                  }
                });
    time.enter(alive);
    return alive;
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void time_stands_still_until_somebody_waits() {
    assertThat(time.now()).isEqualTo(START);
    assertThat(kept).isEmpty();
  }

  @Test
  void who_is_alone_jumps_to_what_it_waits_for() throws Exception {
    var alone = participant(() -> time.waitUntil(at(86_400)));
    alone.start();
    alone.join();

    assertThat(time.now()).isEqualTo(at(86_400));
    assertThat(kept).containsExactly(at(86_400));
  }

  @Test
  void a_time_that_is_past_is_not_waited_for() throws Exception {
    time.waitUntil(START.minusSeconds(5));

    assertThat(time.now()).isEqualTo(START);
  }

  @Test
  void time_waits_for_all_and_visits_each_ones_time_in_turn() throws Exception {
    var seen = Collections.synchronizedList(new ArrayList<String>());
    var slow =
        participant(
            () -> {
              time.waitUntil(at(30));
              seen.add("slow at " + Duration.between(START, time.now()).toSeconds());
            });
    var fast =
        participant(
            () -> {
              for (int second : List.of(10, 20, 40)) {
                time.waitUntil(at(second));
                seen.add("fast at " + Duration.between(START, time.now()).toSeconds());
              }
            });
    slow.start();
    fast.start();
    slow.join();
    fast.join();

    assertThat(seen).containsExactly("fast at 10", "fast at 20", "slow at 30", "fast at 40");
    assertThat(kept).containsExactly(at(10), at(20), at(30), at(40));
  }

  @Test
  void time_does_not_move_while_a_participant_works() throws Exception {
    var work = new CountDownLatch(1);
    var waiting = participant(() -> time.waitUntil(at(10)));
    var working =
        participant(
            () -> {
              work.await();
            });
    waiting.start();
    working.start();

    awaitState(waiting, Thread.State.WAITING);
    assertThat(time.now()).isEqualTo(START);

    work.countDown();
    waiting.join();
    assertThat(time.now()).isEqualTo(at(10));
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_participant_that_has_not_begun_yet_holds_time_already() throws Exception {
    var late = participant(() -> {});
    var waiting = participant(() -> time.waitUntil(at(10)));
    waiting.start();
    awaitState(waiting, Thread.State.WAITING);

    assertThat(time.now()).isEqualTo(START);

    late.start();
    waiting.join();
    assertThat(time.now()).isEqualTo(at(10));
  }

  @Test
  void who_is_woken_by_an_event_goes_on_before_time_does() throws Exception {
    var event = new CompletableFuture<Void>();
    var times = Collections.synchronizedList(new ArrayList<Instant>());
    var woken =
        participant(
            () -> {
              time.waitUntil(at(100), event);
              times.add(time.now());
            });
    var waker =
        participant(
            () -> {
              awaitState(woken, Thread.State.WAITING);
              event.complete(null);
              time.waitUntil(at(50));
            });
    woken.start();
    waker.start();
    woken.join();
    waker.join();

    assertThat(times).containsExactly(START);
    assertThat(time.now()).isEqualTo(at(50));
  }

  @Test
  void without_the_event_the_time_comes() throws Exception {
    assertThat(time.waitUntil(at(100), new CompletableFuture<>())).isFalse();
    assertThat(time.now()).isEqualTo(at(100));
  }

  @Test
  void an_event_that_has_happened_needs_no_waiting() throws Exception {
    assertThat(time.waitUntil(at(100), CompletableFuture.completedFuture(1))).isTrue();
    assertThat(time.now()).isEqualTo(START);
  }

  @Test
  void an_event_that_failed_has_happened() throws Exception {
    var failed = CompletableFuture.failedFuture(new IllegalStateException("failed"));

    assertThat(time.waitUntil(at(100), failed)).isTrue();
  }

  @Test
  void who_waits_until_the_end_of_time_waits_for_an_event_only() throws Exception {
    var event = new CompletableFuture<Void>();
    var happened = new CompletableFuture<Boolean>();
    var forever = participant(() -> happened.complete(time.waitUntil(Instant.MAX, event)));
    forever.start();
    awaitState(forever, Thread.State.WAITING);
    assertThat(time.now()).isEqualTo(START);

    event.complete(null);
    forever.join();
    assertThat(happened).isCompletedWithValue(true);
    assertThat(time.now()).isEqualTo(START);
  }

  @Test
  void who_is_interrupted_waits_no_longer_and_is_not_jumped_to() throws Exception {
    var blocker = participant(() -> new CountDownLatch(1).await());
    var waiting = participant(() -> time.waitUntil(at(10)));
    blocker.start();
    waiting.start();
    awaitState(waiting, Thread.State.WAITING);

    waiting.interrupt();
    waiting.join();
    blocker.interrupt();
    blocker.join();

    assertThat(time.now()).isEqualTo(START);
  }

  @Test
  void at_an_even_pace_time_follows_our_own() throws Exception {
    var fast = time(new Pace.Scaled(1_000_000));

    fast.waitUntil(START.plus(Duration.ofHours(10))); // 36 ms of ours

    assertThat(fast.now()).isAfterOrEqualTo(START.plus(Duration.ofHours(10)));
    assertThat(kept).isNotEmpty().isSorted();
  }

  @Test
  void nobody_knows_a_time_at_an_even_pace_that_a_restart_would_not() {
    var fast = time(new Pace.Scaled(1_000_000));

    for (int i = 0; i < 1_000; i++) {
      assertThat(fast.now()).isBeforeOrEqualTo(kept.isEmpty() ? START : kept.getLast());
    }
    fast.stop();

    assertThat(kept.getLast()).isBeforeOrEqualTo(fast.now());
  }

  @Test
  void at_an_even_pace_an_event_ends_a_wait_too() throws Exception {
    var real = time(Pace.REAL);
    var event = new CompletableFuture<Void>();
    var waiting = CompletableFuture.supplyAsync(() -> waited(real, event));

    event.complete(null);

    assertThat(waiting).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(true);
  }

  private static boolean waited(ExecutionTime time, CompletableFuture<?> event) {
    try {
      return time.waitUntil(START.plus(Duration.ofDays(1)), event);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void time_does_not_go_back_when_our_clock_does() {
    var clock = new Instant[] {START};
    var settable =
        new java.time.InstantSource() {
          @Override
          public Instant instant() {
            return clock[0];
          }
        };
    var real =
        new VirtualWorldTime(
            Pace.REAL, START, kept::add, settable.withZone(java.time.ZoneOffset.UTC));
    clock[0] = at(10);
    assertThat(real.now()).isEqualTo(at(10));

    clock[0] = at(4);
    assertThat(real.now()).isEqualTo(at(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"instant", "real", "x60", "×60", "x1000000"})
  void a_pace_is_a_word_or_a_factor(String text) {
    assertThat(Pace.parse(text))
        .isEqualTo(
            switch (text) {
              case "instant" -> Pace.INSTANT;
              case "real" -> new Pace.Scaled(1);
              case "x1000000" -> new Pace.Scaled(1_000_000);
              default -> new Pace.Scaled(60);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "x0", "60", "x"})
  void other_words_are_no_pace(String text) {
    assertThatThrownBy(() -> Pace.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a pace: use instant, real, or a factor such as x60");
  }

  @Test
  void the_systems_time_waits_for_nobody() throws Exception {
    var system = new SystemWorldTime(Clock.systemUTC());
    system.enter(Thread.currentThread());
    var until = system.now().plusMillis(20);

    assertThat(system.waitUntil(until, new CompletableFuture<>())).isFalse();

    assertThat(system.now()).isAfterOrEqualTo(until);
    assertThat(system.waitUntil(Instant.MAX, CompletableFuture.completedFuture(1))).isTrue();
  }
}
