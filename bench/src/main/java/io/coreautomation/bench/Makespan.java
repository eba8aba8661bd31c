package io.coreautomation.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How long a fleet's operations take in all, by the order in which they begin: ours (longest
 * remaining path, with learned durations and with none) against first come first served, a barrier
 * after each layer of the graph, and a barrier after each wave of as many operations as there are
 * slots. Each is a ratio to what nobody can beat: the critical path, or all work spread over all
 * slots. The bounds: with learned durations 1.05 at the median, 1.10 at the worst.
 */
public final class Makespan {
  private static final int OPERATIONS = 3_600;
  private static final int SEEDS = 50;
  private static final int[] SLOTS = {20, 100};

  /** Of the logarithm of an estimate: learned durations are wrong by a factor of 1.6 as a rule. */
  private static final double SIGMA = 0.5;

  private static final double MEDIAN_BOUND = 1.05;
  private static final double WORST_BOUND = 1.10;

  private record Order(String name, ToDoubleFunction<Case> makespan) {}

  private record Case(Graph graph, double[] learned, int slots) {}

  private Makespan() {}

  /** Arguments: how many seeds (50). */
  public static void main(String[] arguments) {
    var seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SEEDS;
    var orders =
        List.of(
            new Order("ours, learned durations", c -> Run.ours(c.graph(), c.learned(), c.slots())),
            new Order(
                "ours, no estimates",
                c -> Run.ours(c.graph(), new double[c.graph().size()], c.slots())),
            new Order("first come, first served", c -> Run.inOrder(c.graph(), c.slots(), null)),
            new Order("layer barrier", c -> Run.inOrder(c.graph(), c.slots(), c.graph().layers())),
            new Order(
                "wave barrier",
                c -> Run.inOrder(c.graph(), c.slots(), c.graph().waves(c.slots()))));
    System.out.printf(
        Locale.ROOT,
        "%d operations, %d seeds; makespan / max(critical path, work /"
            + " slots)%n%-8s%-26s%9s%9s%9s%n",
        OPERATIONS,
        seeds,
        "slots",
        "order",
        "best",
        "median",
        "worst");
    var over = new ArrayList<String>();
    for (var slots : SLOTS) {
      var ratios = new double[orders.size()][seeds];
      for (int seed = 0; seed < seeds; seed++) {
        var random = new Random(seed);
        var graph = Graph.heavyTailed(OPERATIONS, random);
        var learned = graph.estimates(SIGMA, random);
        for (int o = 0; o < orders.size(); o++) {
          ratios[o][seed] =
              orders.get(o).makespan().applyAsDouble(new Case(graph, learned, slots))
                  / graph.bound(slots);
        }
      }
      for (int o = 0; o < orders.size(); o++) {
        Arrays.sort(ratios[o]);
        System.out.printf(
            Locale.ROOT,
            "%-8d%-26s%9.3f%9.3f%9.3f%n",
            slots,
            orders.get(o).name(),
            ratios[o][0],
            ratios[o][seeds / 2],
            ratios[o][seeds - 1]);
      }
      if (ratios[0][seeds / 2] > MEDIAN_BOUND || ratios[0][seeds - 1] > WORST_BOUND) {
        over.add(slots + " slots");
      }
    }
    System.out.printf(
        Locale.ROOT,
        "bound for learned durations: %.2f at the median, %.2f at the worst%n",
        MEDIAN_BOUND,
        WORST_BOUND);
    if (!over.isEmpty()) {
      throw new IllegalStateException("over the bound: " + over);
    }
  }
}
