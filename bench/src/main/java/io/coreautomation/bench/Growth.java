package io.coreautomation.bench;

import com.sun.management.OperatingSystemMXBean;
import io.coreautomation.deployspec.compile.Compiler;
import io.coreautomation.deployspec.part.Parts;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How the engine's cost grows with a fleet: up to 10,000 actions in one run, more over the runs of
 * its parts. Four actions a target, one after the other, each of half a minute to one and a half of
 * the world's time; all wait for one that they share. The bounds: time (of processors, as others
 * may use them, too) and memory per action grow by no more than 1.3, and 10,000 actions take no
 * more than 200 turns.
 */
public final class Growth {
  private static final Coordinates AT =
      new Coordinates("acme", "fleet", "growth", "main", "1", null);
  private static final List<Integer> SIZES = List.of(1_000, 3_000, 10_000, 30_000, 100_000);
  private static final int CHAIN = 4;
  private static final double BOUND = 1.3;
  private static final int MOST_TURNS = 200;

  /** Bytes of the heap that are in use where nothing runs. */
  private static long atRest = Long.MAX_VALUE;

  private Growth() {}

  private record Row(
      int actions, int runs, double seconds, double busy, double megabytes, long turns) {
    double micros() {
      return busy * 1e6 / actions;
    }

    double bytes() {
      return megabytes * 1e6 / actions;
    }
  }

  /** Arguments: sizes; those of the bound by default. */
  public static void main(String[] arguments) throws Exception {
    var sizes =
        arguments.length == 0 ? SIZES : Arrays.stream(arguments).map(Integer::valueOf).toList();
    timed(3_000); // so that none of those measured pays for the start of the JVM
    timed(3_000);
    System.out.printf(
        Locale.ROOT,
        "%10s %6s %9s %9s %12s %9s %12s %7s%n",
        "actions",
        "runs",
        "seconds",
        "CPU s",
        "µs/action",
        "MB",
        "bytes/action",
        "turns");
    var rows = new ArrayList<Row>();
    for (var size : sizes) {
      var row = measured(size);
      rows.add(row);
      System.out.printf(
          Locale.ROOT,
          "%10d %6d %9.2f %9.2f %12.0f %9.1f %12.0f %7d%n",
          row.actions(),
          row.runs(),
          row.seconds(),
          row.busy(),
          row.micros(),
          row.megabytes(),
          row.bytes(),
          row.turns());
    }
    check(rows);
  }

  private static void check(List<Row> rows) {
    // Smaller is better: what a larger fleet saves is no fault.
    var time = growth(rows.stream().mapToDouble(Row::micros).toArray());
    var memory = growth(rows.stream().mapToDouble(Row::bytes).toArray());
    System.out.printf(
        Locale.ROOT,
        "growth per action: time ×%.2f, memory ×%.2f; bound ×%.1f%n",
        time,
        memory,
        BOUND);
    var tooMany =
        rows.stream().filter(r -> r.actions() == 10_000 && r.turns() > MOST_TURNS).findFirst();
    if (time > BOUND || memory > BOUND || tooMany.isPresent()) {
      throw new IllegalStateException("over the bound");
    }
  }

  /** The most that a size costs per action, over the least that a smaller one did. */
  private static double growth(double[] costs) {
    var least = costs[0];
    var growth = 1.0;
    for (var cost : costs) {
      growth = Math.max(growth, cost / least);
      least = Math.min(least, cost);
    }
    return growth;
  }

  private static Row measured(int size) throws Exception {
    var timed = timed(size);
    var peak = new AtomicLong();
    var turns = timed.turns();
    var every = Math.max(1, turns / 20);
    atRest = Math.min(atRest, live());
    var seen = new AtomicLong();
    run(
        size,
        () -> {
          if (seen.incrementAndGet() % every == 0) {
            peak.accumulateAndGet(live(), Math::max);
          }
        });
    return new Row(
        size,
        timed.runs(),
        timed.seconds(),
        timed.busy(),
        (peak.get() - atRest) / 1e6,
        timed.turns());
  }

  private record Timed(int runs, double seconds, double busy, long turns) {}

  private static Timed timed(int size) throws Exception {
    System.gc();
    return run(size, () -> {});
  }

  /** Bytes that are in use, without what nobody refers to. */
  static synchronized long live() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Nanoseconds that processors have worked for this process. */
  private static long busy() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Timed run(int size, Runnable afterTurn) throws Exception {
    try (var bench = new EngineBench(afterTurn)) {
      var began = System.nanoTime();
      var busy = busy();
      var problems = new Problems();
      var divided =
          Parts.of(fleet(size), new KindCatalog(List.of()), Compiler.MOST_OF_A_RUN, problems);
      problems.throwIfAny();
      var parts = divided.objects().size();
      var done = bench.run(divided.list(), divided.objects());
      var seconds = (System.nanoTime() - began) / 1e9;
      if (done != size) {
        throw new IllegalStateException(done + " of " + size + " actions are COMPLETE");
      }
      return new Timed(parts == 0 ? 1 : parts + 1, seconds, (busy() - busy) / 1e9, bench.turns());
    }
  }

  /** A list of so many actions, in chains that all wait for the first one. */
  static ActionList fleet(int size) {
    var source = new Source("deployspec.yaml", 1, 1);
    var actions = new ArrayList<Action>();
    actions.add(Action.of("shared", Work.NAME, source).target(target(0)).build());
    for (int i = 1; i < size; i++) {
      var first = i % CHAIN == 1;
      actions.add(
          Action.of("work-" + i, Work.NAME, source)
              .target(target(i / CHAIN))
              .dependsOn(List.of(first ? "shared" : "work-" + (i - 1)))
              .build());
    }
    return ActionList.of(TaskVerb.DEPLOY, AT, OnFailure.DRAIN, actions);
  }

  private static Target target(int number) {
    return new Target("%012d".formatted(300_000_000_000L + number), "eu-west-1");
  }
}
