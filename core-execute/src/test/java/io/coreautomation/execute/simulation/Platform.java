package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.sweep.Sweeps;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Forwarders;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.operate.Delivery;
import io.coreautomation.execute.operate.Operator;
import io.coreautomation.execute.park.ParkRequest;
import io.coreautomation.execute.park.Parking;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.reap.Reaper;
import io.coreautomation.execute.report.ReportWriter;
import io.coreautomation.execute.turn.Engine;
import io.coreautomation.execute.turn.EngineDoors;
import io.coreautomation.execute.turn.EngineRows;
import io.coreautomation.execute.turn.Recorder;
import io.coreautomation.execute.turn.TurnSettings;
import io.coreautomation.execute.wake.StatusWakes;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Concurrency;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** The platform's functions as they are put together in Lambda, on the doors of a world. */
final class Platform implements Concurrency, Mailbox {
  private final Dice dice;
  private final HandClock clock;
  private final ObjectStore store;
  private final Tables tables;
  private final StateMachine machine;
  private final Aws aws;
  private final Kinds kinds;
  private final Set<Guard> without;
  private final long handOverAt;

  Platform(
      Dice dice,
      HandClock clock,
      ObjectStore store,
      Tables tables,
      StateMachine machine,
      Aws aws,
      Set<Guard> without) {
    this.dice = dice;
    this.clock = clock;
    this.store = store;
    this.tables = tables;
    this.machine = machine;
    this.without = without;
    this.handOverAt = dice.chance(0.2) ? dice.between(30, 150) : TurnSettings.HAND_OVER_AT;
    this.aws = aws;
    this.kinds = new Kinds(aws.kinds());
  }

  /** What lives in a new process. */
  Lambdas.Process process(String name) {
    var runs = new Runs(tables);
    var restarts = new Restarts(tables);
    var waits = new Waits(tables);
    var waker = new Waker(waits, machine, clock);
    var next = new NextGeneration(runs, store, machine, restarts, clock);
    var delivery = new Delivery(tables, next, waker, clock);
    var engine =
        new Engine(
            new EngineDoors(
                kinds,
                aws.access(),
                store,
                this,
                clock,
                clock,
                dice.split().generator(),
                new ChildRuns(tables, store, delivery::deliver, clock)),
            rows(),
            new Recorder(runs, new Events(tables), new ReportWriter(store), clock),
            waker,
            new TurnSettings(name, other -> false, Duration.ofMinutes(2), 100, handOverAt));
    return new Lambdas.Process(
        engine,
        request -> park(waits, request),
        new StatusWakes(
            runs,
            new ResourceWaits(tables),
            new WaitNews(tables),
            new Forwarders(tables),
            waker,
            clock),
        new Reaper(
            runs,
            new Commands(tables),
            restarts,
            new Sweeps(tables),
            next,
            delivery::deliver,
            this,
            this,
            clock),
        new Operator(tables, new Views(tables, store)::of, delivery::deliver, clock));
  }

  private EngineRows rows() {
    var rows = EngineRows.of(tables);
    return without.contains(Guard.MARK)
        ? new EngineRows(
            rows.runs(),
            rows.waits(),
            new Commands(new Unmarking(tables)),
            rows.locks(),
            rows.items(),
            rows.budgets(),
            rows.durations(),
            rows.news(),
            rows.resources(),
            rows.forwarders())
        : rows;
  }

  private void park(Waits waits, ParkRequest request) {
    var seen =
        without.contains(Guard.WAKE_COUNTER)
            ? waits.counter(request.runId())
            : request.wakeCounter();
    new Parking(waits, machine)
        .park(
            new ParkRequest(
                request.runId(), request.generation(), request.turn(), seen, request.token()));
  }

  /** One after the other, in any order: they run side by side. */
  @Override
  public <T> List<T> all(List<? extends Callable<T>> calls) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < calls.size(); i++) {
      order.add(i);
    }
    dice.shuffle(order);
    var results = new ArrayList<T>(Collections.nCopies(calls.size(), null));
    var thrown = new ArrayList<RuntimeException>();
    for (var i : order) {
      try {
        results.set(i, calls.get(i).call());
      } catch (RuntimeException e) {
        thrown.add(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    if (!thrown.isEmpty()) {
      throw thrown.getFirst();
    }
    return results;
  }

  @Override
  public JsonNode call(Layer layer, JsonNode request) {
    throw new IllegalStateException("nobody asks another layer and waits");
  }

  /** The invoker, which carries out once more what was requested: it starts the execution. */
  @Override
  public void send(Layer layer, JsonNode request) {
    var run = RunId.parse(request.path("carryOut").textValue());
    var row = new Runs(tables).get(run).orElseThrow();
    machine.start(
        StateMachine.name(run, row.task(), row.generation()),
        StateMachine.input(run, row.generation()));
  }
}
