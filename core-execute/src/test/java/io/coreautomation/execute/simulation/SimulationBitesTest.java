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

  /** A guard, what goes wrong where it is needed, and what breaks without it. */
  record Bite(Guard guard, Set<Fault> faults, Set<Law> laws) {
    @Override
    public String toString() {
      return "without " + guard;
    }
  }

  @BeforeAll
  static void silence() {
    Simulation.silence();
  }

  static Stream<Bite> bites() {
    return Stream.of(
        new Bite(Guard.TOKEN, EnumSet.of(Fault.CRASH), EnumSet.of(Law.EFFECTS_ONCE)),
        new Bite(Guard.RECOGNISE_FIRST, EnumSet.of(Fault.CRASH), EnumSet.of(Law.EFFECTS_ONCE)),
        new Bite(
            Guard.CLAIM,
            EnumSet.of(Fault.INVOKED_TWICE, Fault.STARTED_TWICE, Fault.INTERLEAVED, Fault.SLOW),
            EnumSet.of(Law.FENCE, Law.EFFECTS_ONCE, Law.RECORDS_AGREE)),
        new Bite(Guard.WAKE_COUNTER, EnumSet.of(Fault.INTERLEAVED), EnumSet.of(Law.WAKES_HEARD)),
        new Bite(Guard.REAPER, EnumSet.of(Fault.STOPPED), EnumSet.of(Law.ENDS)),
        new Bite(Guard.NONCE, EnumSet.of(Fault.OWN_WRITE_MET), EnumSet.of(Law.PROMPT)));
  }

  @ParameterizedTest
  @MethodSource("bites")
  void a_guard_that_is_missing_breaks_a_law_that_holds_with_it(Bite bite) {
    var guarded = Simulation.of(bite.faults());
    var broken =
        LongStream.rangeClosed(1, SEEDS)
            .peek(guarded::compare)
            .mapToObj(seed -> broken(guarded.without(bite.guard()), seed))
            .flatMap(Optional::stream)
            .findFirst();

    assertThat(broken).isPresent().get().isIn(bite.laws());
  }

  private static Optional<Law> broken(Simulation simulation, long seed) {
    try {
      simulation.compare(seed);
      return Optional.empty();
    } catch (AssertionError e) {
      if (e.getCause() instanceof Violation violation) {
        return Optional.of(violation.law());
      }
      throw e;
    }
  }
}
