package io.coreautomation.execute.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same laws over the mix of all shipped kinds, each in the cases of its contract suite. */
class KindMixTest {
  private static final long SEEDS = 60;

  @BeforeAll
  static void silence() {
    Simulation.silence();
  }

  private static LongStream seeds() {
    var one = Long.getLong("core.seed");
    return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
  }

  @Test
  void whatever_goes_wrong_each_kind_does_its_work_once_and_in_order() {
    seeds().parallel().forEach(seed -> Simulation.ofKinds().live(seed));
  }

  @Test
  void a_run_of_all_kinds_that_was_disturbed_ends_as_one_that_was_not() {
    seeds().parallel().forEach(seed -> Simulation.ofKinds(Fault.MOMENTARY).compare(seed));
  }
}
