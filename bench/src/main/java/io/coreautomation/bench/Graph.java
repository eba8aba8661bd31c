package io.coreautomation.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Operations and what each depends on, all of which comes before it.
 *
 * @param seconds that each takes
 */
record Graph(double[] seconds, int[][] dependencies) {
  /** Operations depend on those of the last so many: a package is written in chapters. */
  private static final int REACH = 1_200;

  /** The tail of the durations: most take a minute, a few an hour. */
  private static final double TAIL = 1.3;

  private static final double SHORTEST = 20;
  private static final double LONGEST = 3_600;

  static Graph heavyTailed(int size, Random random) {
    var seconds = new double[size];
    var dependencies = new int[size][];
    for (int i = 0; i < size; i++) {
      seconds[i] = Math.min(LONGEST, SHORTEST / Math.pow(1 - random.nextDouble(), 1 / TAIL));
      var from = Math.max(0, i - REACH);
      var to = i;
      dependencies[i] =
          from == to ? new int[0] : random.ints(random.nextInt(3), from, to).distinct().toArray();
    }
    return new Graph(seconds, dependencies);
  }

  int size() {
    return seconds.length;
  }

  /** What is known of the durations beforehand: log-normal errors. */
  double[] estimates(double sigma, Random random) {
    return DoubleStream.of(seconds).map(s -> s * Math.exp(sigma * random.nextGaussian())).toArray();
  }

  /** The time that no order can beat. */
  double bound(int slots) {
    var ends = new double[size()];
    for (int i = 0; i < size(); i++) {
      ends[i] =
          seconds[i] + IntStream.of(dependencies[i]).mapToDouble(d -> ends[d]).max().orElse(0);
    }
    return Math.max(
        DoubleStream.of(ends).max().orElseThrow(), DoubleStream.of(seconds).sum() / slots);
  }

  /** Each operation's layer: one more than the highest of what it depends on. */
  int[] layers() {
    var layers = new int[size()];
    for (int i = 0; i < size(); i++) {
      layers[i] = 1 + IntStream.of(dependencies[i]).map(d -> layers[d]).max().orElse(-1);
    }
    return layers;
  }

  /** Each operation's wave: as many as there are slots, in the order of the list. */
  int[] waves(int slots) {
    var waves = new int[size()];
    Arrays.setAll(waves, i -> i / slots);
    return waves;
  }
}
