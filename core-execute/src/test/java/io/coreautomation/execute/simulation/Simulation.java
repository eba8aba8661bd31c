package io.coreautomation.execute.simulation;

import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Makes worlds of seeds, lets them live, and tells how to see one again if it broke a law.
 *
 * @param faults that its worlds may have
 * @param without these guards
 * @param lists what its runs are to do
 */
record Simulation(Set<Fault> faults, Set<Guard> without, Lists lists) {
  private static final Coordinates MAIN =
      new Coordinates("acme", "web", "shop", "main", "42", null);
  private static final Coordinates FEATURE =
      new Coordinates("acme", "web", "shop", "feature", "42", null);

  /** How much later a run may end because its own writes met themselves. */
  private static final Duration PROMPT = Duration.ofSeconds(90);

  /** How many runs are planned first, and then applied. */
  private static final double PLANNED = 0.15;

  /** What kind of lists its worlds have. */
  enum Lists {
    /** Anything, in one or two runs, which people may steer. */
    ANY,
    /** One run that succeeds; faults are as many as can be. */
    SUCCEEDING,
    /** One run in parts, which somebody calls off. */
    CALLED_OFF,
    /** One that is planned and applied, and somebody changes what it is about. */
    MOVED,
    /** One run of stacks on the twin. */
    STACKS,
    /** One run of all kinds, each in a case of its own, which people may steer. */
    MIX,
    /** One of all kinds that can be repeated, which succeeds; faults are as many as can be. */
    SUCCEEDING_MIX;

    private boolean areToSucceed() {
      return this == SUCCEEDING || this == SUCCEEDING_MIX;
    }

    /** Whether somebody else may change what an action is about. */
    private boolean canMove() {
      return this == ANY || this == STACKS || this == MOVED;
    }

    private String test() {
      return switch (this) {
        case STACKS -> "TwinSimulationTest";
        case MIX, SUCCEEDING_MIX -> "KindMixTest";
        case ANY, SUCCEEDING, CALLED_OFF, MOVED -> "SimulationTest";
      };
    }
  }

  /** Anything can happen: what {@code mvn verify} and soaks run. */
  static Simulation full() {
    return new Simulation(Faults.allBut(), Set.of(), Lists.ANY);
  }

  /** Anything can happen to stacks. */
  static Simulation ofTwin() {
    return new Simulation(Faults.allBut(), Set.of(), Lists.STACKS);
  }

  /** Anything can happen to actions of all kinds. */
  static Simulation ofKinds() {
    return new Simulation(Faults.allBut(), Set.of(), Lists.MIX);
  }

  /** Only those faults, each as often as can be, on actions of all kinds that can be repeated. */
  static Simulation ofKinds(Set<Fault> faults) {
    return new Simulation(faults, Set.of(), Lists.SUCCEEDING_MIX);
  }

  /** Only those faults, each as often as can be, on lists whose every action succeeds. */
  static Simulation of(Set<Fault> faults) {
    return new Simulation(faults, Set.of(), Lists.SUCCEEDING);
  }

  /** Nothing goes wrong, but somebody calls the run off. */
  static Simulation ofCallingOff() {
    return new Simulation(Set.of(), Set.of(), Lists.CALLED_OFF);
  }

  /** Nothing goes wrong, but the world moves between plan and apply, or in the midst of it. */
  static Simulation ofMovedWorlds() {
    return new Simulation(Set.of(), Set.of(), Lists.MOVED);
  }

  Simulation without(Guard guard) {
    return new Simulation(faults, Set.of(guard), lists);
  }

  /** Log lines of thousands of worlds help nobody: a broken law tells its story itself. */
  static void silence() {
    Configurator.setAllLevels("", Level.OFF);
  }

  private World world(long seed, boolean disturbed) {
    var dice = Dice.of(seed);
    var ofFaults = dice.split();
    var happening =
        !disturbed
            ? Faults.none(ofFaults)
            : lists.areToSucceed() ? Faults.all(faults, ofFaults) : Faults.some(faults, ofFaults);
    var world = new World(dice.split(), happening, without, lists);
    var runs = lists == Lists.ANY && dice.chance(0.2) ? 2 : 1;
    for (int i = 0; i < runs; i++) {
      var at = dice.chance(0.7) ? MAIN : FEATURE;
      var list = list(world, dice.split(), at);
      if (isPlanned(dice)) {
        world.plan(list, dice.seconds(1, 600));
        if (lists.canMove() && dice.chance(0.5)) {
          world.change(dice.pick(list.actions()).id(), dice.seconds(1, 1200));
        }
      } else {
        world.request(list, i == 0 ? Duration.ZERO : dice.seconds(0, 120));
      }
    }
    if ((lists == Lists.ANY || lists == Lists.MIX) && dice.chance(0.3)) {
      world.people().watch(dice.pick(world.truth().runs()));
    }
    if (lists == Lists.CALLED_OFF) {
      world.people().cancel(world.truth().runs().getFirst());
    }
    return world;
  }

  private boolean isPlanned(Dice dice) {
    return switch (lists) {
      case ANY, SUCCEEDING, MIX, SUCCEEDING_MIX -> dice.chance(PLANNED);
      case STACKS -> dice.chance(0.5);
      case CALLED_OFF -> false;
      case MOVED -> true;
    };
  }

  private ActionList list(World world, Dice dice, Coordinates at) {
    return switch (lists) {
      case ANY -> RandomList.any(dice, at, world::keep);
      case SUCCEEDING -> RandomList.succeeding(dice, at, world::keep);
      case CALLED_OFF -> RandomList.inParts(dice, at, world::keep);
      case MOVED -> RandomList.succeeding(dice, at, world::keep);
      case STACKS -> StackList.of(dice, at, world);
      case MIX -> MixList.any(dice, at, world);
      case SUCCEEDING_MIX -> MixList.succeeding(dice, at, world);
    };
  }

  /** Lets the world of a seed live to its end. */
  World live(long seed) {
    return lived(seed, world(seed, true), World::live);
  }

  /** Lets it live once more where nothing goes wrong: its run must have ended alike. */
  void compare(long seed) {
    var quiet = lived(seed, world(seed, false), World::live);
    lived(
        seed,
        world(seed, true),
        world -> {
          world.live();
          requireSame(world, quiet);
        });
  }

  /** Lets it live, and once more where nothing goes wrong if its runs are to succeed. */
  void hold(long seed) {
    if (lists.areToSucceed() && !faults.isEmpty()) {
      compare(seed);
    } else {
      live(seed);
    }
  }

  private void requireSame(World world, World quiet) {
    var run = world.truth().runs().getFirst();
    var ended = world.truth().row(run);
    var undisturbed = quiet.truth().row(run);
    if (!ended.status().equals(undisturbed.status())) {
      throw new Violation(
          Law.SAME_RESULT, ended.status() + " for " + ended.problems() + ", not " + undisturbed);
    }
    for (var each : world.truth().begun()) {
      var plan = world.truth().row(each).planDigest();
      if (!Objects.equals(plan, quiet.truth().row(each).planDigest())) {
        throw new Violation(Law.SAME_RESULT, "another plan was made of " + each.id());
      }
      for (var action : each.list().actions()) {
        var status = world.truth().state(each).action(action.id()).status();
        if (status != quiet.truth().state(each).action(action.id()).status()) {
          throw new Violation(Law.SAME_RESULT, action.id() + " is " + status);
        }
      }
    }
    if (!world.aws().effects().equals(quiet.aws().effects())) {
      throw new Violation(
          Law.SAME_RESULT, world.aws().effects() + ", not " + quiet.aws().effects());
    }
    var late =
        Duration.between(
            Objects.requireNonNull(undisturbed.endedAt()), Objects.requireNonNull(ended.endedAt()));
    if (faults.equals(Set.of(Fault.OWN_WRITE_MET)) && late.compareTo(PROMPT) > 0) {
      throw new Violation(Law.PROMPT, "it ended later by " + late);
    }
  }

  private World lived(long seed, World world, Consumer<World> life) {
    var faultsOfIt = world.faults().toString();
    try {
      life.accept(world);
      return world;
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          """
          seed %d: %s
          See it again: mvn -pl core-execute -am test -Dtest=%s \
          -Dsurefire.failIfNoSpecifiedTests=false -Dcore.seed=%d
          Faults: %s
          Runs:
          %s
          The last that happened:
          %s\
          """
              .formatted(seed, e, lists.test(), seed, faultsOfIt, runs(world), world.story()),
          e);
    }
  }

  private static String runs(World world) {
    return String.join(
        "\n",
        world.truth().runs().stream()
            .map(
                run ->
                    "%s %s: %s"
                        .formatted(run.id(), world.truth().standing(run), Json.write(run.list())))
            .toList());
  }
}
