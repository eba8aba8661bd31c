package io.coreautomation.bench;

import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One run of 10,000 actions on a virtual clock, in this process, with nothing of AWS. The bounds: 5
 * s, 512 MiB of heap, a state of 1 MiB, 200 turns, 25,000 history events of the state machine, and
 * one hand-over to another execution.
 */
public final class TenThousand {
  private static final int ACTIONS = 10_000;

  private TenThousand() {}

  private record Bound(String what, double measured, double most, String unit) {
    boolean holds() {
      return measured < most;
    }
  }

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    var list = Growth.fleet(ACTIONS);
    try (var warm = new EngineBench(() -> {})) {
      warm.run(list, new TreeMap<>());
    }
    double seconds;
    long events;
    long executions;
    long turns;
    long state;
    try (var bench = new EngineBench(() -> {})) {
      var began = System.nanoTime();
      if (bench.run(list, new TreeMap<>()) != ACTIONS) {
        throw new IllegalStateException("not all actions are COMPLETE");
      }
      seconds = (System.nanoTime() - began) / 1e9;
      events = bench.events().stream().mapToLong(Long::longValue).sum();
      executions = bench.events().size();
      turns = bench.turns();
      state = bench.largestState();
    }
    var heap = new AtomicLong();
    var seen = new AtomicLong();
    var every = Math.max(1, turns / 20);
    try (var bench =
        new EngineBench(
            () -> {
              if (seen.incrementAndGet() % every == 0) {
                heap.accumulateAndGet(Growth.live(), Math::max);
              }
            })) {
      bench.run(list, new TreeMap<>());
    }
    print(
        new Bound("time", seconds, 5, "s"),
        new Bound("heap in use", heap.get() / 1048576.0, 512, "MiB"),
        new Bound("largest state", state / 1024.0, 1024, "KiB"),
        new Bound("turns", turns, 201, ""),
        new Bound("history events", events, 25_000, ""),
        new Bound("hand-overs", executions - 1, 2, ""));
  }

  private static void print(Bound... bounds) {
    System.out.printf(Locale.ROOT, "%-16s%12s%12s%n", "", "measured", "below");
    var over = false;
    for (var bound : bounds) {
      System.out.printf(
          Locale.ROOT,
          "%-16s%12.1f%12.0f %s%n",
          bound.what(),
          bound.measured(),
          bound.most(),
          bound.unit());
      over |= !bound.holds();
    }
    if (over) {
      throw new IllegalStateException("over the bound");
    }
  }
}
