package io.coreautomation.local.embedded;

import io.coreautomation.db.command.Commands;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.wait.Waits;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.operate.Delivery;
import io.coreautomation.execute.operate.Operator;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.wake.Waker;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.task.Task;
import io.coreautomation.invoker.InvokerRequest;
import io.coreautomation.local.interpreter.Interpreter;
import io.coreautomation.local.interpreter.StateMachine;
import io.coreautomation.local.interpreter.Surroundings;
import io.coreautomation.local.interpreter.TableExecutions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the platform and the state machine that calls them, in this process: what has
 * runs go on.
 */
final class LocalEngine implements AutoCloseable {
  private static final String ASL = "/io/coreautomation/execute/execute.asl.json";
  private static final int PAGE = 100;

  private final Tables tables;
  private final RunReader reader;
  private final Kinds kinds;
  private final Clock wall;
  private final Consumer<RunRow> news;
  private final LocalFunctions functions = new LocalFunctions();
  private final Interpreter interpreter;
  private final NextGeneration next;
  private final Delivery delivery;
  private final CommandWatch commandWatch;
  private final @Nullable EventPump events;

  /**
   * Begins to look for what is asked of runs, and what the world tells.
   *
   * @param news is told of each run that is to go on here
   */
  LocalEngine(
      EmbeddedSettings settings,
      World world,
      Tables tables,
      RunReader reader,
      Clock wall,
      Consumer<RunRow> news) {
    this.tables = tables;
    this.reader = reader;
    this.kinds = settings.kinds();
    this.wall = wall;
    this.news = news;
    this.interpreter =
        new Interpreter(
            StateMachine.read(
                machine(),
                Map.of(
                    "ExecuteFunctionArn", LocalFunctions.EXECUTE,
                    "ParkFunctionArn", LocalFunctions.PARK,
                    "InvokerFunctionArn", LocalFunctions.INVOKER)),
            Surroundings.LOCAL,
            new TableExecutions(tables),
            world.time(),
            functions,
            new Random());
    this.next =
        new NextGeneration(
            new Runs(tables), world.store(), interpreter, new Restarts(tables), wall);
    this.delivery =
        new Delivery(tables, next, new Waker(new Waits(tables), interpreter, world.time()), wall);
    new LocalLayers(world, tables, wall, kinds, settings.mostOfARun())
        .serve(functions, interpreter, delivery::deliver);
    this.commandWatch = new CommandWatch(new Commands(tables), this::deliver).started();
    this.events =
        world.twin() == null ? null : EventPump.start(world.twin(), world.time(), functions);
  }

  private static String machine() {
    try (var file = LocalEngine.class.getResourceAsStream(ASL)) {
      if (file == null) {
        throw new IllegalStateException(
            "the state machine's file is not on the class path: " + ASL);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the run of a task. */
  RunId submit(Task task, String principal) {
    var answer = functions.call(Layer.INVOKER, InvokerRequest.accept(task, principal));
    var run = RunId.parse(answer.path("runId").asText());
    news.accept(reader.row(run));
    return run;
  }

  /** Has a run go on that an earlier process left behind, and the runs that are parts of it. */
  void resume(RunId run) {
    var row = reader.row(run);
    reader.requireKinds(row, kinds);
    news.accept(row);
    deliver(run); // what was asked while nobody worked on it
    if (row.parent() == null) {
      // What stands before the execution is repeatable: the invoker sees how far it came.
      functions.call(Layer.INVOKER, InvokerRequest.carryOut(run));
    }
    carryOn(run);
    partsOf(run).forEach(part -> resume(part.runId()));
  }

  /** Parts of a run that are not at their end. */
  private List<RunRow> partsOf(RunId run) {
    var parts = new ArrayList<RunRow>();
    @Nullable Cursor next = null;
    do {
      var page = new Runs(tables).unfinished(PAGE, next);
      page.rows().stream()
          .filter(row -> row.parent() != null && row.parent().run().equals(run))
          .forEach(parts::add);
      next = page.next();
    } while (next != null);
    return parts;
  }

  /** Takes what people ask of runs, and has the runs see to it. */
  Operator operator() {
    return new Operator(tables, reader::view, this::deliver, wall);
  }

  /** Also a run that an earlier process left behind goes on then. */
  private void deliver(RunId run) {
    reader.requireKinds(reader.row(run), kinds);
    delivery.deliver(run);
    carryOn(run);
  }

  private void carryOn(RunId run) {
    interpreter.resume(next.newest(reader.row(run)).execution());
  }

  /** Pauses what runs at its next checkpoint. */
  @Override
  public void close() {
    commandWatch.close();
    interpreter.close();
    if (events != null) {
      events.close();
    }
  }
}
