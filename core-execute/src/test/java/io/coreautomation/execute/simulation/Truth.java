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
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.plan.PlanDocument;
import io.coreautomation.framework.run.RunStateStore;
import io.coreautomation.framework.run.RunStateStore.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is so in a world, for those who watch it: no question is a call, and none goes wrong. */
final class Truth {
  private final Gate gate;
  private final SimStore store;
  private final Lambdas lambdas;
  private final Invoker invoker;
  private final Runs registry;
  private final Waits waits;
  private final Events events;
  private final Locks locks;
  private final Commands commands;
  private final RunStateStore states;

  /** States as they were read last: reading one costs more than most that happens in a world. */
  private final Map<RunId, Version> read = new HashMap<>();

  Truth(Gate gate, Tables tables, SimStore store, Lambdas lambdas, Invoker invoker) {
    this.gate = gate;
    this.store = store;
    this.lambdas = lambdas;
    this.invoker = invoker;
    this.registry = new Runs(tables);
    this.waits = new Waits(tables);
    this.events = new Events(tables);
    this.locks = new Locks(tables);
    this.commands = new Commands(tables);
    this.states = new RunStateStore(store);
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

  /** The run of a part as its whole has begun it, or may yet. */
  SimRun part(SimRun whole, Action as) {
    var parts =
        runs().stream().filter(run -> whole.equals(run.whole()) && as.equals(run.as())).toList();
    return parts.stream().filter(this::isBegun).findFirst().orElse(parts.getFirst());
  }

  /** The plan that a run carries out. */
  PlanDocument plan(SimRun run) {
    var key = run.keys().plan(Objects.requireNonNull(row(run).planDigest()));
    return PlanDocument.parse(gate.aside(() -> store.get(key).orElseThrow().content()));
  }

  RunRow row(SimRun run) {
    return gate.aside(() -> registry.get(run.id()).orElseThrow());
  }

  Version state(SimRun run) {
    return gate.aside(
        () -> {
          var etag = store.get(run.stateKey()).orElseThrow().etag();
          var known = read.get(run.id());
          if (known == null || !known.etag().equals(etag)) {
            known = states.read(run.keys(), run.id()).orElseThrow();
            read.put(run.id(), known);
          }
          return known;
        });
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

  /** How often a run was woken. */
  long wakes(SimRun run) {
    return gate.aside(() -> waits.counter(run.id()));
  }

  /** Whether the turn that is at work wrote the run's state last. */
  boolean holds(SimRun run) {
    return store.writer(run.stateKey()) == lambdas.current();
  }
}
