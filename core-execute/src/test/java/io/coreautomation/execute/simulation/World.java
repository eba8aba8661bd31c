package io.coreautomation.execute.simulation;

import io.coreautomation.db.command.AppliedCommand;
import io.coreautomation.db.command.Command;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.lock.Lock;
import io.coreautomation.db.lock.Locks;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.run.RunStateStore.Version;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.simulator.world.StackStatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some runs in one world that a seed makes. */
final class World {
  private static final Duration SWEEP = Duration.ofMinutes(5);
  private static final int MOST_STEPS = 5_000;

  private final SimClock clock = new SimClock();
  private final Faults faults;
  private final Set<Guard> without;
  private final Timeline timeline;
  private final Lambdas lambdas;
  private final Gate gate;
  private final SimStore store;
  private final Runs registry;
  private final Waits waits;
  private final Events events;
  private final Locks locks;
  private final Commands commands;
  private final RunStateStore states;
  private final Aws aws;
  private final StateMachine machine;
  private final Wakes wakes;
  private final People people;
  private final Sleepers sleepers;
  private final Invoker invoker;

  /** A world with those faults, without some guards. */
  World(Dice dice, Faults faults, Set<Guard> without, boolean withTwin) {
    this.faults = faults;
    this.without = without;
    this.timeline = new Timeline(clock, dice.split());
    this.lambdas = new Lambdas(clock, timeline, dice.split());
    this.gate = new Gate(clock, timeline, faults, lambdas);
    this.store = new SimStore(gate, lambdas, without);
    var tables = new SimTables(gate);
    this.registry = new Runs(tables);
    this.waits = new Waits(tables);
    this.events = new Events(tables);
    this.locks = new Locks(tables);
    this.states = new RunStateStore(store);
    this.aws =
        withTwin
            ? new TwinAws(this, gate, clock, timeline, store)
            : new CheapAws(this, gate, clock, timeline, without);
    this.machine = new StateMachine(timeline, lambdas, gate, faults, this::died);
    this.wakes = new Wakes(timeline, lambdas, faults);
    this.invoker = new Invoker(clock, timeline, store, registry, machine);
    this.commands = new Commands(tables);
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
    begun().forEach(run -> Records.check(this, run));
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
      var run = run(faults.dice().pick(running).run);
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
    lambdas.invoke("sweep", process -> process.reaper().sweep());
    if (!quiet) {
      timeline.after(SWEEP, "sweep", this::sweep);
    }
  }

  private boolean isQuiet() {
    return people.areDone() && runs().stream().allMatch(this::isOver);
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

  // For those who watch: the truth, without a call.

  SimClock clock() {
    return clock;
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

  /** Those that somebody asked for, and those of their parts, begun or not. */
  List<SimRun> runs() {
    return invoker.runs();
  }

  /** Those that there are. */
  List<SimRun> begun() {
    return runs().stream().filter(this::isBegun).toList();
  }

  boolean isBegun(SimRun run) {
    return gate.aside(() -> registry.get(run.id())).isPresent();
  }

  SimRun run(RunId id) {
    return invoker.run(id);
  }

  /** The run of a part as its whole wants it. */
  SimRun part(SimRun whole, Action as) {
    return runs().stream()
        .filter(run -> whole.equals(run.whole()) && as.equals(run.as()))
        .findFirst()
        .orElseThrow();
  }

  RunRow row(SimRun run) {
    return gate.aside(() -> registry.get(run.id()).orElseThrow());
  }

  Version state(SimRun run) {
    return gate.aside(() -> states.read(run.keys(), run.id()).orElseThrow());
  }

  /** How a run stands, for the story of a seed that broke a law. */
  String standing(SimRun run) {
    var row = gate.aside(() -> registry.get(run.id()));
    var state = gate.aside(() -> states.read(run.keys(), run.id()));
    return row.map(found -> found.status().toString()).orElse("not requested")
        + state.map(found -> " " + statuses(run, found)).orElse("");
  }

  private static Map<String, String> statuses(SimRun run, Version state) {
    var statuses = new LinkedHashMap<String, String>();
    run.list().actions().forEach(a -> statuses.put(a.id(), state.action(a.id()).status().name()));
    return statuses;
  }

  /** The actions of a run, with those that take them back. */
  Map<String, Action> actions(SimRun run) {
    var actions = new LinkedHashMap<>(run.list().byId());
    var rollback = state(run).head().rollback();
    if (rollback != null) {
      var content = gate.aside(() -> store.get(run.keys().list(rollback)).orElseThrow().content());
      actions.putAll(ActionList.parse(content).byId());
    }
    return actions;
  }

  List<Event> events(SimRun run) {
    return gate.aside(() -> events.ofRun(run.id(), null, 1_000));
  }

  List<Lock> locks(SimRun run) {
    var places = new ArrayList<Lock>();
    gate.aside(() -> places.addAll(locks.ofRun(run.id())));
    gate.aside(() -> places.addAll(locks.waitingOf(run.id())));
    return places;
  }

  /** What was asked of a run and not answered yet. */
  List<Command> pending(SimRun run) {
    return gate.aside(() -> commands.pending(run.id()));
  }

  /** What was asked of a run, and how that was answered. */
  List<AppliedCommand> answered(SimRun run) {
    return gate.aside(() -> commands.history(run.id()));
  }

  /** When an invocation died or failed last. */
  Instant lastDeath() {
    return lambdas.lastDeath();
  }

  /** How often a run was woken. */
  long wakes(SimRun run) {
    return gate.aside(() -> waits.counter(run.id()));
  }

  boolean wakesUnderWay() {
    return wakes.areUnderWay();
  }

  void announce(StackStatusChange change) {
    wakes.announce(change);
  }

  /** Whether the turn that is at work wrote the run's state last. */
  boolean holds(SimRun run) {
    return store.writer(run.stateKey()) == lambdas.current();
  }
}
