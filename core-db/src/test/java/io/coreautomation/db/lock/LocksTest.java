package io.coreautomation.db.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.VirtualThreads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LocksTest {
  private static final Prn PRN = Prn.parse("prn:web:shop:main:42");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final Acquisition HELD = new Acquisition.Held();
  private final Locks locks = new Locks(new InMemoryTables());

  @Test
  void locks_are_named_for_what_they_lock() {
    assertThat(LockNames.deployment(PRN)).isEqualTo("deployment/prn:web:shop:main:42");
    assertThat(LockNames.stack("111122223333", "eu-west-1", "shop-dns"))
        .isEqualTo("stack/111122223333/eu-west-1/shop-dns");
    assertThat(LockNames.custom("dns")).isEqualTo("name/dns");
  }

  @Test
  void a_run_holds_what_it_took_and_takes_it_again_without_harm() {
    assertThat(locks.acquire(List.of("b", "a"), by(1, 0))).isEqualTo(HELD);
    assertThat(locks.acquire(List.of("a", "c"), by(1, 9))).isEqualTo(HELD);
    assertThat(locks.ofRun(run(1)))
        .containsExactly(by(1, 0).on("a"), by(1, 0).on("b"), by(1, 9).on("c"));
    assertThat(locks.holder("b")).contains(by(1, 0).on("b"));
  }

  @Test
  void a_run_that_cannot_have_all_takes_none_and_is_told_who_is_in_front() {
    locks.acquire(List.of("b"), by(1, 0));
    assertThat(locks.acquire(List.of("a", "b", "c"), by(2, 1)))
        .isEqualTo(new Acquisition.HeldBy(by(1, 0).on("b")));
    assertThat(locks.ofRun(run(2))).isEmpty();
    assertThat(locks.holder("a")).isEmpty();
  }

  @Test
  void of_more_names_than_one_transaction_takes_the_earlier_ones_stay_held() {
    var names = IntStream.range(100, 160).mapToObj(i -> "stack/" + i).toList();
    locks.acquire(List.of("stack/130"), by(1, 0));
    assertThat(locks.acquire(names, by(2, 1)))
        .isEqualTo(new Acquisition.HeldBy(by(1, 0).on("stack/130")));
    assertThat(locks.ofRun(run(2)))
        .extracting(Lock::name)
        .containsExactlyElementsOf(names.subList(0, Locks.NAMES_AT_ONCE));
    locks.release(List.of("stack/130"), run(1));
    assertThat(locks.acquire(names, by(2, 2))).isEqualTo(HELD);
    assertThat(locks.ofRun(run(2))).hasSize(60);
    assertThat(locks.releaseAll(run(2))).isEmpty();
    assertThat(locks.ofRun(run(2))).isEmpty();
  }

  @Test
  void who_stands_in_line_first_is_served_first() {
    locks.acquire(List.of("a"), by(1, 0));
    locks.waitFor("a", by(2, 1));
    locks.waitFor("a", by(3, 2));
    assertThat(locks.waiters("a", 10)).containsExactly(by(2, 1).on("a"), by(3, 2).on("a"));

    assertThat(locks.release(List.of("a"), run(1))).containsExactly(run(2));
    var refused = new Acquisition.HeldBy(by(2, 1).on("a"));
    assertThat(locks.acquire(List.of("a"), by(3, 3))).isEqualTo(refused);
    assertThat(locks.acquire(List.of("a"), by(4, 3))).as("a newcomer").isEqualTo(refused);
    assertThat(locks.acquire(List.of("a"), by(2, 4))).isEqualTo(HELD);
    assertThat(locks.waiters("a", 10)).containsExactly(by(3, 2).on("a"));
    assertThat(locks.waitingOf(run(2))).isEmpty();
  }

  @Test
  void who_stands_in_line_twice_keeps_the_first_place() {
    locks.acquire(List.of("a"), by(1, 0));
    locks.waitFor("a", by(2, 1));
    locks.waitFor("a", by(3, 2));
    locks.waitFor("a", by(2, 9));
    assertThat(locks.waiters("a", 10)).containsExactly(by(2, 1).on("a"), by(3, 2).on("a"));
    assertThat(locks.waitingOf(run(2))).containsExactly(by(2, 1).on("a"));
  }

  @Test
  void who_leaves_the_line_lets_the_next_one_pass() {
    locks.acquire(List.of("a"), by(1, 0));
    locks.waitFor("a", by(2, 1));
    locks.waitFor("a", by(3, 2));
    assertThat(locks.leave(run(2))).containsExactly("a");
    assertThat(locks.release(List.of("a"), run(1))).containsExactly(run(3));
    assertThat(locks.acquire(List.of("a"), by(3, 3))).isEqualTo(HELD);
  }

  @Test
  void a_run_that_is_over_leaves_its_locks_and_its_places_and_wakes_who_was_behind() {
    locks.acquire(List.of("a"), by(1, 0));
    locks.acquire(List.of("b"), by(2, 0));
    locks.waitFor("b", by(1, 1));
    locks.waitFor("b", by(3, 2));
    locks.waitFor("a", by(4, 3));
    assertThat(locks.releaseAll(run(1))).containsExactly(run(4), run(3));
    assertThat(locks.ofRun(run(1))).isEmpty();
    assertThat(locks.waitingOf(run(1))).isEmpty();
    assertThat(locks.releaseAll(run(1))).as("again").isEmpty();
  }

  @Test
  void nobody_releases_what_is_another_runs() {
    locks.acquire(List.of("a", "b"), by(1, 0));
    locks.acquire(List.of("c"), by(2, 0));
    locks.release(List.of("a", "b", "c", "free"), run(2));
    assertThat(locks.ofRun(run(1))).extracting(Lock::name).containsExactly("a", "b");
    assertThat(locks.holder("a")).contains(by(1, 0).on("a"));
    assertThat(locks.holder("c")).isEmpty();
    assertThat(locks.ofRun(run(2))).isEmpty();
  }

  @Test
  void a_lock_released_just_before_the_claimant_stands_in_line_is_taken_from_there() {
    var tables = new MeetingTables();
    var meeting = new Locks(tables);
    meeting.acquire(List.of("a"), by(1, 0));
    tables.beforeWrites(() -> meeting.release(List.of("a"), run(1)));
    assertThat(meeting.acquireOrWait(List.of("a"), by(2, 1))).isEqualTo(HELD);
    assertThat(meeting.waiters("a", 10)).isEmpty();
  }

  @Test
  void who_is_refused_and_waits_stands_in_line_for_the_first_foreign_lock() {
    locks.acquire(List.of("b", "c"), by(1, 0));
    assertThat(locks.acquireOrWait(List.of("a", "b", "c"), by(2, 1)))
        .isEqualTo(new Acquisition.HeldBy(by(1, 0).on("b")));
    assertThat(locks.waitingOf(run(2))).containsExactly(by(2, 1).on("b"));
  }

  @Test
  void all_locks_are_listed_by_name_a_page_at_a_time() {
    locks.acquire(List.of("c", "a"), by(1, 0));
    locks.acquire(List.of("b"), by(2, 0));
    locks.waitFor("a", by(2, 1));
    var first = locks.all(2, null);
    assertThat(first.rows()).extracting(Lock::name).containsExactly("a", "b");
    assertThat(locks.all(2, first.next()).rows()).extracting(Lock::name).containsExactly("c");
  }

  @RepeatedTest(20)
  void of_runs_that_claim_at_a_time_one_holds() {
    var claims = new ArrayList<Callable<Acquisition>>();
    for (int i = 1; i <= 6; i++) {
      var claimant = by(i, i);
      claims.add(() -> locks.acquire(List.of("a", "b"), claimant));
    }
    var answers = new VirtualThreads(6).all(claims);
    assertThat(answers).filteredOn(HELD::equals).hasSize(1);
    assertThat(locks.holder("a").map(Lock::owner)).isEqualTo(locks.holder("b").map(Lock::owner));
  }

  static RunId run(int number) {
    return RunId.parse("0198f2c4-0000-7000-8000-00000000000" + number);
  }

  static Claimant by(int run, long seconds) {
    return new Claimant(run(run), PRN, "local:ada", TIME.plusSeconds(seconds));
  }
}
