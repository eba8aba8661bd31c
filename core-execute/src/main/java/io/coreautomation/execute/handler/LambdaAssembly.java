package io.coreautomation.execute.handler;

import io.coreautomation.aws.platform.PlatformDoors;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.event.Events;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.sweep.Sweeps;
import io.coreautomation.db.table.DynamoDbTables;
import io.coreautomation.db.wait.Forwarders;
import io.coreautomation.db.wait.ResourceWaits;
import io.coreautomation.db.wait.WaitNews;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.own.OwnKinds;
import io.coreautomation.execute.operate.Delivery;
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
import io.coreautomation.framework.door.SystemWorldTime;
import io.coreautomation.framework.door.VirtualThreads;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The engine as it is put together in Lambda. */
record LambdaAssembly(Engine engine, Parking parking, StatusWakes wakes, Reaper reaper) {
  /** Calls to AWS at a time: what one Lambda's memory and sockets bear. */
  private static final int CALLS_AT_ONCE = 64;

  /** Runs that the reaper looks at at a time: Step Functions answers some 15 a second for long. */
  private static final int LOOKS_AT_ONCE = 8;

  static LambdaAssembly of(Map<String, String> environment) {
    var doors = PlatformDoors.of(environment);
    var clock = Clock.systemUTC();
    var store = doors.objects();
    var tables = new DynamoDbTables(doors.client(DynamoDbClient.class), doors.settings().table());
    var runs = new Runs(tables);
    var waits = new Waits(tables);
    var launcher = doors.launcher();
    var waker = new Waker(waits, launcher, new SystemWorldTime(clock));
    var restarts = new Restarts(tables);
    var next = new NextGeneration(runs, store, launcher, restarts, clock);
    var delivery = new Delivery(tables, next, waker, clock);
    var engine =
        new Engine(
            new EngineDoors(
                OwnKinds.of(doors.settings().kinds()).kinds(),
                doors.access(),
                store,
                new VirtualThreads(CALLS_AT_ONCE),
                new SystemWorldTime(clock),
                clock,
                new Random(),
                new ChildRuns(tables, store, delivery::deliver, clock)),
            EngineRows.of(tables),
            new Recorder(runs, new Events(tables), new ReportWriter(store), clock),
            waker,
            TurnSettings.lambda(UUID.randomUUID().toString()));
    return new LambdaAssembly(
        engine,
        new Parking(waits, launcher),
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
            doors.mailbox(),
            new VirtualThreads(LOOKS_AT_ONCE),
            clock));
  }
}
