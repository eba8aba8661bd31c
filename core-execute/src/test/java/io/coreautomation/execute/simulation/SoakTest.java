package io.coreautomation.execute.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * As many worlds as a given time allows, on all cores; each soak begins where no other did. Run it
 * by {@code mvn -Psoak …}.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[0-9.]+", disabledReason = "-Psoak")
@DisabledIfSystemProperty(named = "soak.minutes", matches = "0", disabledReason = "-Psoak")
class SoakTest {

  @Test
  void no_seed_breaks_a_law_however_long_it_is_tried() throws Exception {
    Simulation.silence();
    var minutes = Double.parseDouble(System.getProperty("soak.minutes"));
    var first = Long.getLong("core.seed", System.currentTimeMillis() * 1_000);
    var next = new AtomicLong(first);
    var begun = System.nanoTime();
    var end = begun + (long) (minutes * Duration.ofMinutes(1).toNanos());
    var workers = Runtime.getRuntime().availableProcessors();
    var out = System.out;
    var broken = new AtomicBoolean();
    try (var pool = Executors.newFixedThreadPool(workers)) {
      var soaks =
          java.util.stream.IntStream.range(0, workers)
              .mapToObj(
                  worker ->
                      pool.submit(
                          () -> {
                            while (System.nanoTime() < end && !broken.get()) {
                              var holds = false;
                              try {
                                live(next.getAndIncrement());
                                holds = true;
                              } finally {
                                broken.compareAndSet(false, !holds);
                              }
                            }
                          }))
              .toList();
      for (var soak : soaks) {
        soak.get();
      }
    } finally {
      report(out, first, next.get() - first, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /**
   * Most of the time is for the engine alone: a world of shipped kinds costs some twenty others.
   */
  private static void live(long seed) {
    Simulation.full().live(seed);
    if (seed % 40 == 0) {
      Simulation.ofKinds().live(seed);
      Simulation.ofKinds(Fault.MOMENTARY).compare(seed);
    }
  }

  private static void report(PrintStream out, long first, long seeds, Duration time) {
    out.printf(
        "soak: %,d seeds from %d on in %d min %02d s%n",
        seeds, first, time.toMinutes(), time.toSecondsPart());
  }
}
