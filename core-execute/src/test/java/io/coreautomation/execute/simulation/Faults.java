package io.coreautomation.execute.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What goes wrong in one world: some kinds of faults, each at a rate, until their number is used
 * up. After that the world is quiet, and every run must come to its end.
 */
final class Faults {
  private final Map<Fault, Double> rates;
  private final Dice dice;
  private int left;

  private Faults(Map<Fault, Double> rates, int left, Dice dice) {
    this.rates = rates;
    this.left = left;
    this.dice = dice;
  }

  static Faults none(Dice dice) {
    return new Faults(Map.of(), 0, dice);
  }

  /** Some of those kinds, so that each world is different in what it is bad at. */
  static Faults some(Set<Fault> of, Dice dice) {
    var rates = new EnumMap<Fault, Double>(Fault.class);
    for (var fault : of) {
      if (dice.chance(0.5)) {
        rates.put(fault, fault.most() * dice.fraction());
      }
    }
    return new Faults(rates, dice.between(1, 40), dice);
  }

  /** All of those kinds, as often as they can be. */
  static Faults all(Set<Fault> of, Dice dice) {
    var rates = new EnumMap<Fault, Double>(Fault.class);
    of.forEach(fault -> rates.put(fault, fault.most()));
    return new Faults(rates, 40, dice);
  }

  static Set<Fault> allBut(Fault... without) {
    var all = EnumSet.allOf(Fault.class);
    for (var fault : without) {
      all.remove(fault);
    }
    return all;
  }

  /** Whether it goes wrong here and now. */
  boolean hit(Fault fault) {
    if (left == 0 || !dice.chance(rates.getOrDefault(fault, 0.0))) {
      return false;
    }
    if (fault != Fault.INTERLEAVED) {
      left--;
    }
    return true;
  }

  boolean can(Fault fault) {
    return rates.containsKey(fault);
  }

  Dice dice() {
    return dice;
  }

  @Override
  public String toString() {
    return rates + ", " + left + " left";
  }
}
