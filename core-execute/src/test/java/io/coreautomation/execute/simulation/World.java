package io.coreautomation.execute.simulation;

import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.HandClock;
import io.coreautomation.simulator.world.StackStatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Some runs in one world that a seed makes. */
final class World {
  private static final Duration SWEEP = Duration.ofMinutes(5);
  private static final int MOST_STEPS = 5_000;

  private final HandClock clock = new HandClock();
  private final Faults faults;
  private final Set<Guard> without;
  private final Timeline timeline;
  private final Lambdas lambdas;
  private final Gate gate;
  private final SimStore store;
  private final Runs registry;
  private final Meetings meetings;
  private final Aws aws;
  private final StateMachine machine;
  private final Wakes wakes;
  private final People people;
  private final Sleepers sleepers;
  private final Invoker invoker;
  private final Truth truth;

  /** A world with those faults, without some guards. */
  World(Dice dice, Faults faults, Set<Guard> without, Simulation.Lists lists) {
    this.faults = faults;
    this.without = without;
    this.timeline = new Timeline(clock, dice.split());
    this.lambdas = new Lambdas(clock, timeline, dice.split());
    this.gate = new Gate(clock, timeline, faults, lambdas);
    this.store = new SimStore(gate, lambdas, without);
    this.meetings = new Meetings(clock);
    var tables = new SimTables(gate);
    this.registry = new Runs(tables);
    this.aws =
        switch (lists) {
          case STACKS -> new TwinAws(this, gate, clock, timeline, store);
          case MIX, SUCCEEDING_MIX -> new MixAws(this, gate, clock, timeline, without);
          case ANY, SUCCEEDING, CALLED_OFF, MOVED ->
              new CheapAws(this, gate, clock, timeline, without);
        };
    this.machine = new StateMachine(timeline, lambdas, gate, faults, this::died);
    this.wakes = new Wakes(timeline, lambdas, faults);
    this.invoker = new Invoker(clock, timeline, store, registry, machine);
    this.truth = new Truth(gate, tables, store, lambdas, invoker);
    this.people = new People(timeline, lambdas, dice.split());
    this.sleepers = new Sleepers(this);
    lambdas.startedBy(new Platform(dice, clock, store, tables, machine, aws, without)::process);
  }

  void put(String key, byte[] content) {
    store.put(key, content, Precondition.NONE);
  }

  /** Has somebody ask for a run at some time. */
  void request(ActionList list, Duration delay) {
    invoker.request(TaskVerb.DEPLOY, list, new Heedless(without).seen(list), delay);
  }

  /** Has somebody plan a list, and apply the plan some time after it was made. */
  void plan(ActionList list, Duration thought) {
    invoker.plan(list, new Heedless(without).seen(list), thought);
  }

  /** Has somebody else change what an action is about. */
  void change(String action, Duration delay) {
    timeline.after(delay, "somebody changes " + action, () -> aws.change(action));
  }

  /** Keeps the list of a part. */
  void keep(ActionList list) {
    invoker.keep(list);
  }

  /** Lives until nothing is left to happen. */
  void live() {
    timeline.after(SWEEP, "sweep", this::sweep);
    while (!timeline.isEmpty()) {
      if (timeline.steps() > MOST_STEPS) {
        throw new Violation(Law.ENDS, "no end after " + timeline.steps() + " steps");
      }
      disturb();
      timeline.step();
      sleepers.look();
    }
    meetings.letRest();
    truth.begun().forEach(run -> Records.check(this, run));
  }

  /** What goes wrong between happenings. */
  private void disturb() {
    if (faults.hit(Fault.CLOCK_JUMP)) {
      clock.pass(faults.dice().seconds(60, 7200));
      timeline.tell("clock jumped");
    }
    var running = machine.executions().stream().filter(StateMachine.Execution::isRunning).toList();
    if (running.isEmpty()) {
      return;
    }
    if (faults.hit(Fault.STOPPED)) {
      machine.kill(faults.dice().pick(running));
    }
    if (faults.hit(Fault.STARTED_TWICE)) {
      var run = invoker.run(faults.dice().pick(running).run);
      machine.start(
          run.task().label() + "-again-" + timeline.steps(),
          StateMachine.input(run.id(), faults.dice().between(1, 2)));
    }
  }

  private void sweep() {
    if (without.contains(Guard.REAPER)) {
      return;
    }
    var quiet = isQuiet(); // what came too late to be heard is heard by one sweep more
    lambdas.invoke("sweep", process -> process.reaper().sweep(Duration.ofMinutes(1)));
    if (!quiet) {
      timeline.after(SWEEP, "sweep", this::sweep);
    }
  }

  private boolean isQuiet() {
    return people.areDone() && invoker.isDone() && invoker.runs().stream().allMatch(this::isOver);
  }

  private boolean isOver(SimRun run) {
    return registry.get(run.id()).map(RunRow::isTerminal).orElse(run.isPart());
  }

  private void died(String execution) {
    if (!without.contains(Guard.REAPER) && !faults.hit(Fault.EVENT_LOST)) {
      timeline.after(
          Duration.ofSeconds(2),
          execution + " has died",
          () -> lambdas.invoke("reaper", process -> process.reaper().executionEnded(execution)));
    }
  }

  HandClock clock() {
    return clock;
  }

  Meetings meetings() {
    return meetings;
  }

  Aws aws() {
    return aws;
  }

  Faults faults() {
    return faults;
  }

  StateMachine machine() {
    return machine;
  }

  People people() {
    return people;
  }

  String story() {
    return timeline.story();
  }

  /** What is so, for those who watch. */
  Truth truth() {
    return truth;
  }

  /** When an invocation died or failed last. */
  Instant lastDeath() {
    return lambdas.lastDeath();
  }

  boolean wakesUnderWay() {
    return wakes.areUnderWay();
  }

  void announce(StackStatusChange change) {
    wakes.announce(change);
  }
}
