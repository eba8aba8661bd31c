package io.coreautomation.execute.simulation;

import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.json.Json;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Makes a world of a seed, lets it live, and tells how to see it again if it broke a law. */
final class Simulation {
  private final Set<Fault> faults;
  private final Set<Guard> without;
  private final Lists lists;
  private final boolean relentless;

  /** What kind of lists its worlds have. */
  enum Lists {
    ANY,
    SUCCEEDING
  }

  private Simulation(Lists lists, Set<Fault> faults, Set<Guard> without, boolean relentless) {
    this.lists = lists;
    this.faults = faults;
    this.without = without;
    this.relentless = relentless;
  }

  /** Anything can happen: what {@code mvn verify} and soaks run. */
  static Simulation full() {
    return new Simulation(Lists.ANY, Faults.allBut(), Set.of(), false);
  }

  /** Only those faults, each as often as can be, on lists whose every action succeeds. */
  static Simulation of(Set<Fault> faults) {
    return new Simulation(Lists.SUCCEEDING, faults, Set.of(), true);
  }

  Simulation without(Guard guard) {
    return new Simulation(lists, faults, Set.of(guard), relentless);
  }

  /** Log lines of thousands of worlds help nobody: a broken law tells its story itself. */
  static void silence() {
    Configurator.setAllLevels("", Level.OFF);
  }

  World world(long seed) {
    var dice = Dice.of(seed);
    return new World(dice, faults(dice.split()), list(dice.split()), without);
  }

  private Faults faults(Dice dice) {
    return relentless ? Faults.all(faults, dice) : Faults.some(faults, dice);
  }

  private ActionList list(Dice dice) {
    return lists == Lists.ANY ? RandomList.any(dice) : RandomList.succeeding(dice);
  }

  /** Lets the world of a seed live to its end. */
  World live(long seed) {
    var world = world(seed);
    var faults = world.faults().toString();
    try {
      world.live();
      return world;
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          """
          seed %d: %s
          See it again: mvn -pl core-execute -am test -Dtest=SimulationTest \
          -Dsurefire.failIfNoSpecifiedTests=false -Dcore.seed=%d
          Faults: %s
          Actions:
          %s
          The last that happened:
          %s"""
              .formatted(seed, e, seed, faults, actions(world), world.story()),
          e);
    }
  }

  private static String actions(World world) {
    return String.join(
        "\n",
        world.list().actions().stream()
            .map(
                a ->
                    "%s %s %s after %s"
                        .formatted(a.id(), a.kind(), Json.write(a.params()), a.dependsOn()))
            .toList());
  }
}
