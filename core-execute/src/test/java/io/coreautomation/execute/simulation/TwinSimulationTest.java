package io.coreautomation.execute.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same laws with the shipped kinds and the twin of CloudFormation. */
class TwinSimulationTest {
  private static final long SEEDS = 100;

  @BeforeAll
  static void silence() {
    Simulation.silence();
  }

  @Test
  void stacks_are_made_once_and_in_order_whatever_goes_wrong() {
    var one = Long.getLong("core.seed");
    var seeds = one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
    seeds.parallel().forEach(seed -> Simulation.ofTwin().live(seed));
  }
}
