package io.coreautomation.execute.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws hold in thousands of worlds; {@code -Dcore.seed=…} runs just the world of that seed. */
class SimulationTest {
  private static final long SEEDS = 2_000;

  @BeforeAll
  static void silence() {
    Simulation.silence();
  }

  static LongStream seeds() {
    var one = Long.getLong("core.seed");
    return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
  }

  @Test
  void whatever_goes_wrong_the_laws_hold_and_every_run_ends() {
    seeds().parallel().forEach(seed -> Simulation.full().live(seed));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 22, 333})
  void a_seed_makes_the_same_world_each_time(long seed) {
    var once = Simulation.full().live(seed);
    var again = Simulation.full().live(seed);

    assertThat(again.story()).isEqualTo(once.story());
    assertThat(again.aws().effects()).isEqualTo(once.aws().effects());
  }
}
