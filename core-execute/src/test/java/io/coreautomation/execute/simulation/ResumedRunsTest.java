package io.coreautomation.execute.simulation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A run that was disturbed ends as one that was not. */
class ResumedRunsTest {

  @BeforeContainer
  static void silence() {
    Simulation.silence();
  }

  /** Same statuses, same effects in AWS: whatever goes wrong for a moment. */
  @Property(tries = 100, seed = "100")
  void a_resumed_run_equals_an_uninterrupted_one(@ForAll long seed) {
    Simulation.of(Fault.MOMENTARY).compare(seed);
  }

  @Property(tries = 50, seed = "50")
  void so_does_one_that_dies_again_and_again(@ForAll long seed) {
    Simulation.of(Fault.DEADLY).compare(seed);
  }
}
