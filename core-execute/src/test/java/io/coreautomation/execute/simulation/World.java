package io.coreautomation.execute.simulation;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus;
import io.coreautomation.db.run.RunStatus.Phase;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.park.ParkRequest;
import io.coreautomation.execute.park.Parking;
import io.coreautomation.execute.report.ReportWriter;
import io.coreautomation.execute.turn.Engine;
import io.coreautomation.execute.turn.EngineDoors;
import io.coreautomation.execute.turn.Recorder;
import io.coreautomation.execute.turn.TurnSettings;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Concurrency;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.RunDocument;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.SdkClient;

/** One run in one world that a seed makes. */
final class World implements Concurrency, AwsAccess {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-0000000000aa");
  private static final Duration SWEEP = Duration.ofMinutes(5);
  private static final int MOST_STEPS = 3_000;

  private final SimClock clock = new SimClock();
  private final Dice dice;
  private final Faults faults;
  private final ActionList list;
  private final Set<Guard> without;
  private final long handOverAt;
  private final Timeline timeline;
  private final Lambdas lambdas;
  private final Gate gate;
  private final SimStore store;
  private final Runs runs;
  private final Waits waits;
  private final Events events;
  private final Cloud cloud;
  private final Kinds kinds;
  private final StateMachine machine;
  private final Wakes wakes;
  private final Witness witness;

  /** A world with those faults and that list, without some guards. */
  World(Dice dice, Faults faults, ActionList list, Set<Guard> without) {
    this.dice = dice;
    this.faults = faults;
    this.list = list;
    this.without = without;
    this.handOverAt = dice.chance(0.2) ? dice.between(30, 150) : TurnSettings.HAND_OVER_AT;
    this.timeline = new Timeline(clock, dice.split());
    this.lambdas = new Lambdas(clock, timeline, dice.split(), this::process);
    this.gate = new Gate(clock, timeline, faults, lambdas);
    this.store = new SimStore(gate, lambdas, without);
    var tables = new SimTables(gate);
    this.runs = new Runs(tables);
    this.waits = new Waits(tables);
    this.events = new Events(tables);
    this.cloud = new Cloud(gate, clock, timeline);
    this.kinds =
        new Kinds(
            Arrays.stream(SimKind.Style.values())
                .<ActionHandler<?>>map(style -> weakened(new SimKind(style, cloud)))
                .toList());
    this.machine = new StateMachine(timeline, lambdas, gate, faults, RUN, x -> died());
    this.wakes = new Wakes(timeline, lambdas, faults);
    this.witness = new Witness(this);
    cloud.watchedBy(witness);
  }

  private <P extends Record> ActionHandler<?> weakened(ActionHandler<P> kind) {
    return without.isEmpty() ? kind : new Weakened<>(kind, without);
  }

  /** Lives until nothing is left to happen. */
  void live() {
    request();
    timeline.after(SWEEP, "sweep", this::sweep);
    for (int step = 0; !timeline.isEmpty(); step++) {
      if (timeline.steps() > MOST_STEPS) {
        throw new Violation(Law.ENDS, "no end after " + timeline.steps() + " steps");
      }
      disturb();
      timeline.step();
      witness.look();
    }
    if (!row().isTerminal()) {
      throw new Violation(Law.ENDS, "nothing more happens, and the run is " + row().status());
    }
    witness.atTheEnd(document());
  }

  /** Records the run and starts it, as the invoker and the runner do. */
  private void request() {
    store.put(ObjectKeys.of(list.coordinates()).list(list.digest()), list.canonical(), Precondition.NONE);
    var row =
        RunRow.requested(
            RUN, TaskVerb.DEPLOY, list.coordinates(), "sim", "local:me", Digest.of("x"), clock.now());
    runs.create(row, event(Event.RUN_REQUESTED));
    row =
        runs.move(
            row,
            RunStatus.of(Phase.COMPILE, State.COMPLETE),
            changes -> changes.list(list.digest()),
            event(Event.RUN_COMPILED));
    runs.move(
        row, RunStatus.of(Phase.DEPLOY, State.REQUESTED), changes -> {}, event(Event.RUN_QUEUED));
    machine.start(machine.name(1), input(1));
  }

  private static com.fasterxml.jackson.databind.JsonNode input(long generation) {
    return Json.object().put("runId", RUN.text()).put("generation", generation).put("turn", 0);
  }

  private Event event(String type) {
    return Event.ofRun(RUN, list.coordinates().prn(), type, "", clock.now());
  }

  /** What goes wrong between happenings. */
  private void disturb() {
    if (row().isTerminal()) {
      return;
    }
    if (faults.hit(Fault.CLOCK_JUMP)) {
      clock.pass(faults.dice().seconds(60, 7200));
      timeline.tell("clock jumped");
    }
    if (faults.hit(Fault.STOPPED)) {
      for (var execution : machine.executions()) {
        if (execution.isRunning()) {
          machine.kill(execution);
          break;
        }
      }
    }
    if (faults.hit(Fault.STARTED_TWICE)) {
      var generation = faults.dice().between(1, 2);
      machine.start("again-" + timeline.steps(), input(generation));
    }
  }

  private void sweep() {
    reap();
    if (!row().isTerminal() && !without.contains(Guard.REAPER)) {
      timeline.after(SWEEP, "sweep", this::sweep);
    }
  }

  private void died() {
    if (!faults.hit(Fault.EVENT_LOST)) {
      timeline.after(Duration.ofSeconds(2), "execution died", this::reap);
    }
  }

  private void reap() {
    var reaper =
        without.contains(Guard.REAPER) ? Reaper.none() : Reaper.of(runs, machine, RUN, machine::name);
    lambdas.invoke(
        "reaper",
        process -> {
          reaper.look();
          return true;
        });
  }

  /** What lives in a new process. */
  private Lambdas.Process process(String name) {
    var engine =
        new Engine(
            new EngineDoors(kinds, this, store, this, clock, clock, dice.split().generator()),
            runs,
            waits,
            new Recorder(runs, events, new ReportWriter(store), clock),
            new TurnSettings(name, other -> false, Duration.ofMinutes(2), 100, handOverAt));
    return new Lambdas.Process(engine, this::park, Wakes.handler(waits, machine));
  }

  private void park(ParkRequest request) {
    var seen =
        without.contains(Guard.WAKE_COUNTER) ? waits.counter(RUN) : request.wakeCounter();
    new Parking(waits, machine)
        .park(
            new ParkRequest(
                request.runId(), request.generation(), request.turn(), seen, request.token()));
  }

  // For those who watch.

  SimClock clock() {
    return clock;
  }

  Cloud cloud() {
    return cloud;
  }

  ActionList list() {
    return list;
  }

  Faults faults() {
    return faults;
  }

  StateMachine machine() {
    return machine;
  }

  String story() {
    return timeline.story();
  }

  RunRow row() {
    return gate.aside(() -> runs.get(RUN).orElseThrow());
  }

  /** How often the run was woken. */
  long wakes() {
    return gate.aside(() -> waits.counter(RUN));
  }

  boolean wakesUnderWay() {
    return wakes.areUnderWay();
  }

  void announce() {
    wakes.announce(RUN);
  }

  List<Event> events() {
    return gate.aside(() -> events.ofRun(RUN, null, 1_000));
  }

  /** Whether the turn that is at work wrote the run's state last. */
  boolean holdsTheRun() {
    return store.writer(stateKey()) == lambdas.current();
  }

  RunDocument document() {
    return RunDocument.read(
        gate.aside(() -> store.get(stateKey())).orElseThrow().content());
  }

  private String stateKey() {
    return ObjectKeys.of(list.coordinates()).state(RUN);
  }

  // The doors that are not worth a class of their own.

  /** One after the other, in any order: they run side by side. */
  @Override
  public <T> List<T> all(List<? extends Callable<T>> calls) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < calls.size(); i++) {
      order.add(i);
    }
    dice.shuffle(order);
    var results = new ArrayList<T>(Collections.nCopies(calls.size(), null));
    RuntimeException first = null;
    for (var i : order) {
      try {
        results.set(i, calls.get(i).call());
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    if (first != null) {
      throw first;
    }
    return results;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> service, AccessScope scope) {
    throw new IllegalStateException("the cheap AWS has no clients");
  }

  @Override
  public String stackExecutionRoleArn(String account, String region) {
    return "arn:aws:iam::" + account + ":role/sim";
  }
}
