package io.coreautomation.execute.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The only chance there is in a world: the same seed throws the same. */
final class Dice {
  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  static Dice of(long seed) {
    return new Dice(new SplittableRandom(seed));
  }

  /** Dice of their own, so that throws for one thing do not shift those for another. */
  Dice split() {
    return new Dice(random.split());
  }

  boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** From low to high, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  double fraction() {
    return random.nextDouble();
  }

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  Duration seconds(int low, int high) {
    return Duration.ofMillis(random.nextLong(low * 1000L, high * 1000L + 1));
  }

  Duration millis(int low, int high) {
    return Duration.ofMillis(random.nextLong(low, high + 1L));
  }

  void shuffle(List<?> list) {
    Collections.shuffle(list, random);
  }

  RandomGenerator generator() {
    return random;
  }
}
