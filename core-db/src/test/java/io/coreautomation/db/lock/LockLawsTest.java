package io.coreautomation.db.lock;

import static io.coreautomation.db.lock.LocksTest.by;
import static io.coreautomation.db.lock.LocksTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.coordinates.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Locks under all that runs do, where any of it may happen in the midst of any other. */
class LockLawsTest {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int RUNS = 4;

  /** What a run does, and what another does between its reading and its writing. */
  record Step(What what, int run, Set<String> names, List<Step> between) {}

  enum What {
    ACQUIRE,
    ACQUIRE_OR_WAIT,
    RELEASE,
    RELEASE_ALL,
    LEAVE
  }

  @Property(tries = 2000)
  void a_name_is_never_two_runs_and_its_rows_agree(@ForAll("histories") List<Step> history) {
    var world = new Watched();
    history.forEach(world::apply);

    for (var name : NAMES) {
      assertThat(world.locks.holder(name).map(Lock::owner).orElse(null))
          .as(name)
          .isEqualTo(world.held.get(name));
    }
    for (int i = 1; i <= RUNS; i++) {
      var owner = run(i);
      assertThat(world.locks.ofRun(owner))
          .extracting(Lock::name)
          .containsExactlyElementsOf(
              NAMES.stream().filter(name -> owner.equals(world.held.get(name))).toList());
      assertThat(world.locks.waitingOf(owner))
          .containsExactlyElementsOf(
              NAMES.stream()
                  .flatMap(name -> world.locks.waiters(name, 100).stream())
                  .filter(waiter -> waiter.owner().equals(owner))
                  .toList());
    }
  }

  @Property(tries = 500)
  void whoever_waits_is_served_once_the_others_are_over(@ForAll("histories") List<Step> history) {
    var world = new Watched();
    history.forEach(world::apply);
    for (int i = 1; i < RUNS; i++) {
      world.locks.releaseAll(run(i));
    }
    assertThat(world.locks.acquireOrWait(NAMES, by(RUNS, 1000))).isEqualTo(new Acquisition.Held());
    world.locks.releaseAll(run(RUNS));
    assertThat(world.locks.all(100, null).rows()).isEmpty();
    for (var name : NAMES) {
      assertThat(world.locks.waiters(name, 100)).isEmpty();
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return steps(steps(Arbitraries.just(List.<Step>of())).list().ofMaxSize(2))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static Arbitrary<Step> steps(Arbitrary<List<Step>> between) {
    return Combinators.combine(
            Arbitraries.of(What.class),
            Arbitraries.integers().between(1, RUNS),
            Arbitraries.of(NAMES).set().ofMinSize(1),
            between)
        .as(Step::new);
  }

  /** The locks, and what each run has been told that it holds. */
  private static final class Watched {
    final MeetingTables tables = new MeetingTables();
    final Locks locks = new Locks(tables);
    final Map<String, RunId> held = new HashMap<>();
    private long now;

    void apply(Step step) {
      // A run does one thing at a time.
      step.between().stream()
          .filter(other -> other.run() != step.run())
          .forEach(other -> tables.beforeWrites(() -> act(other)));
      act(step);
      tables.nobodyElse();
    }

    private void act(Step step) {
      var owner = run(step.run());
      switch (step.what()) {
        case ACQUIRE -> told(locks.acquire(step.names(), by(step.run(), now++)), step);
        case ACQUIRE_OR_WAIT ->
            told(locks.acquireOrWait(step.names(), by(step.run(), now++)), step);
        case RELEASE -> {
          step.names().forEach(name -> held.remove(name, owner));
          locks.release(step.names(), owner);
        }
        case RELEASE_ALL -> {
          held.values().removeIf(owner::equals);
          locks.releaseAll(owner);
        }
        case LEAVE -> locks.leave(owner);
      }
    }

    private void told(Acquisition acquisition, Step step) {
      if (acquisition instanceof Acquisition.Held) {
        for (var name : new TreeSet<>(step.names())) {
          assertThat(held.put(name, run(step.run())))
              .as("who else holds " + name)
              .isIn(null, run(step.run()));
        }
      }
    }
  }
}
