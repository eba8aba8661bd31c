package io.coreautomation.execute.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation would notice if one of the engine's guards was missing. */
class SimulationBitesTest {
  private static final long SEEDS = 300;

  /**
   * A guard, worlds in which it is needed, and what breaks without it.
   *
   * @param firstSeed of the worlds that are tried
   */
  record Bite(Guard guard, Simulation worlds, long firstSeed, Set<Law> laws) {
    Bite(Guard guard, Simulation worlds, Set<Law> laws) {
      this(guard, worlds, 1, laws);
    }

    Bite(Guard guard, Set<Fault> faults, Law... laws) {
      this(guard, Simulation.of(faults), Set.of(laws));
    }

    @Override
    public String toString() {
      return "without " + guard + " in a world of " + worlds.lists();
    }
  }

  @BeforeAll
  static void silence() {
    Simulation.silence();
  }

  static Stream<Bite> bites() {
    var crash = EnumSet.of(Fault.CRASH);
    var interleaved = EnumSet.of(Fault.INTERLEAVED);
    var quiet = EnumSet.noneOf(Fault.class);
    return Stream.of(
        new Bite(Guard.TOKEN, crash, Law.EFFECTS_ONCE),
        new Bite(Guard.RECOGNISE_FIRST, crash, Law.EFFECTS_ONCE),
        new Bite(
            Guard.CLAIM,
            EnumSet.of(Fault.INVOKED_TWICE, Fault.STARTED_TWICE, Fault.INTERLEAVED, Fault.SLOW),
            Law.FENCE,
            Law.EFFECTS_ONCE,
            Law.RECORDS_AGREE),
        new Bite(Guard.WAKE_COUNTER, interleaved, Law.WAKES_HEARD),
        new Bite(Guard.REAPER, EnumSet.of(Fault.STOPPED), Law.ENDS),
        new Bite(Guard.NONCE, EnumSet.of(Fault.OWN_WRITE_MET), Law.PROMPT),
        new Bite(Guard.DEPENDENCIES, quiet, Law.DEPENDENCIES),
        // Worlds of shipped kinds cost much: few are tried.
        new Bite(
            Guard.RECOGNISE_FIRST,
            Simulation.ofKinds(crash),
            87,
            Set.of(Law.SAME_RESULT, Law.EFFECTS_THERE)),
        new Bite(Guard.DEPENDENCIES, Simulation.ofKinds(quiet), 10, Set.of(Law.DEPENDENCIES)),
        new Bite(Guard.CONDITION, Simulation.ofKinds(quiet), 10, Set.of(Law.CONDITIONS)),
        new Bite(Guard.ATTENDANCE, Simulation.ofKinds(quiet), 23, Set.of(Law.EFFECTS_THERE)),
        new Bite(Guard.ATTEMPTS, Simulation.ofKinds(), 50, Set.of(Law.ATTEMPTS)),
        new Bite(Guard.CONDITION, quiet, Law.CONDITIONS),
        new Bite(Guard.PARALLEL, quiet, Law.PARALLEL),
        new Bite(Guard.LOCKS, quiet, Law.LOCKS),
        new Bite(Guard.ATTEMPTS, Simulation.full(), Set.of(Law.ATTEMPTS)),
        new Bite(Guard.PART_CANCEL, Simulation.ofCallingOff(), Set.of(Law.PARTS)),
        new Bite(Guard.VERIFY, Simulation.ofMovedWorlds(), Set.of(Law.PLANNED)),
        new Bite(Guard.PLAN, Simulation.ofMovedWorlds(), Set.of(Law.PLANNED)),
        new Bite(Guard.MARK, Simulation.full(), Set.of(Law.ATTEMPTS, Law.ENDS, Law.ANSWERED)));
  }

  @ParameterizedTest
  @MethodSource("bites")
  void a_guard_that_is_missing_breaks_a_law_that_holds_with_it(Bite bite) {
    var broken =
        LongStream.range(bite.firstSeed(), bite.firstSeed() + SEEDS)
            .peek(bite.worlds()::hold)
            .mapToObj(seed -> broken(bite.worlds().without(bite.guard()), seed))
            .flatMap(Optional::stream)
            .findFirst();

    assertThat(broken).isPresent().get().isIn(bite.laws());
  }

  private static Optional<Law> broken(Simulation simulation, long seed) {
    try {
      simulation.hold(seed);
      return Optional.empty();
    } catch (AssertionError e) {
      if (e.getCause() instanceof Violation violation) {
        return Optional.of(violation.law());
      }
      throw e;
    }
  }
}
