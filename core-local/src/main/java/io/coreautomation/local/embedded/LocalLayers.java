package io.coreautomation.local.embedded;

import io.coreautomation.db.event.Events;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Forwarders;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.deployspec.handler.DeployspecHandler;
import io.coreautomation.deployspec.handler.DeployspecService;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.handler.ExecuteHandler;
import io.coreautomation.execute.handler.ParkHandler;
import io.coreautomation.execute.handler.WakeHandler;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.park.Parking;
import io.coreautomation.execute.report.ReportWriter;
import io.coreautomation.execute.turn.Engine;
import io.coreautomation.execute.turn.EngineDoors;
import io.coreautomation.execute.turn.EngineRows;
import io.coreautomation.execute.turn.Recorder;
import io.coreautomation.execute.turn.TurnSettings;
import io.coreautomation.execute.wake.StatusWakes;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.invoker.InvokerService;
import io.coreautomation.invoker.handler.InvokerHandler;
import io.coreautomation.runner.RunnerService;
import io.coreautomation.runner.handler.RunnerHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** Puts the layers together as their Lambda functions do, over the doors of this process. */
record LocalLayers(World world, Tables tables, Clock wall, Kinds kinds, int mostOfARun) {
  private static final int CALLS_AT_ONCE = 32;
  private static final Duration TURN = Duration.ofMinutes(2);
  private static final int ACTIONS_AT_ONCE = 1_000;

  /**
   * Makes all handlers known to {@code functions}.
   *
   * @param delivery starts a run that has no execution, and brings it what was asked of it
   */
  void serve(LocalFunctions functions, RunLauncher launcher, Consumer<RunId> delivery) {
    var events = new Events(tables);
    var waits = new Waits(tables);
    var runs = new Runs(tables);
    var store = world.store();
    // The world's lock tells that whoever else held a claim is gone.
    var self = UUID.randomUUID().toString();
    var engine =
        new Engine(
            new EngineDoors(
                kinds,
                world.access(),
                store,
                new VirtualThreads(CALLS_AT_ONCE),
                world.time(),
                wall,
                new Random(),
                new ChildRuns(tables, store, delivery, wall)),
            // All of the twin's regions forward their events, none of an emulator's.
            EngineRows.of(tables, () -> target -> world.twin() != null),
            new Recorder(runs, events, new ReportWriter(store), wall),
            new Waker(waits, launcher, world.time()),
            new TurnSettings(
                self,
                other -> !other.equals(self),
                TURN,
                ACTIONS_AT_ONCE,
                TurnSettings.HAND_OVER_AT));
    functions.function(LocalFunctions.EXECUTE, new ExecuteHandler(engine));
    functions.function(LocalFunctions.PARK, new ParkHandler(new Parking(waits, launcher)));
    functions.function(
        LocalFunctions.WAKE,
        new WakeHandler(
            new StatusWakes(
                runs,
                new ResourceWaits(tables),
                new WaitNews(tables),
                new Forwarders(tables),
                new Waker(waits, launcher, world.time()),
                wall)));
    functions.layer(
        Layer.INVOKER,
        new InvokerHandler(
            new InvokerService(
                runs, new Grants(tables), store, functions, wall, RunId::random, world.name())));
    functions.layer(
        Layer.DEPLOYSPEC,
        new DeployspecHandler(
            new DeployspecService(store, tables, kinds.catalog(), OwnNames.NONE, mostOfARun)));
    functions.layer(
        Layer.RUNNER, new RunnerHandler(new RunnerService(runs, store, launcher, wall)));
  }
}
