package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.local.time.ExecutionTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs executions of one state machine in this process, each on a virtual thread that takes part in
 * the world's time. What it must know to go on after a restart is in its {@link ExecutionStore}
 * before it is done; executions that a process left behind wait there until they are resumed.
 *
 * <p>It differs from Step Functions in one thing: a task that takes too long is not cut off, but
 * told so when it returns.
 */
public final class Interpreter implements RunLauncher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);

  private final StateMachine machine;
  private final ExecutionStore store;
  private final ExecutionTime time;
  private final StateRunner runner;

  /** Guards what is live; never held while an execution works. */
  private final Object guard = new Object();

  private final Map<String, Live> live = new LinkedHashMap<>();
  private boolean closed;

  private record Live(Execution execution, Thread thread) {}

  /**
   * @param handler what the tasks' functions do; it may use this interpreter
   * @param random for the jitter of retries
   */
  public Interpreter(
      StateMachine machine,
      Surroundings surroundings,
      ExecutionStore store,
      ExecutionTime time,
      TaskHandler handler,
      RandomGenerator random) {
    this.machine = machine;
    this.store = store;
    this.time = time;
    var tasks = new TaskCaller(handler, surroundings, this, store);
    this.runner = new StateRunner(machine, surroundings, time, random, tasks);
  }

  @Override
  public Start start(String name, JsonNode input) {
    var row =
        ExecutionRow.started(RunLauncher.checkedName(name), input, machine.startAt(), time.now());
    synchronized (guard) {
      if (!store.create(row)) {
        return Start.ALREADY_STARTED;
      }
      if (!closed) { // else the next process carries it on
        launch(List.of(row));
      }
    }
    return Start.STARTED;
  }

  /** Carries on all executions that an earlier process left behind. */
  public void resumeAll() {
    synchronized (guard) {
      launch(store.running().stream().filter(row -> !live.containsKey(row.name())).toList());
    }
  }

  /**
   * Carries on one execution that an earlier process left behind: its state is entered again.
   *
   * @return false if it has ended, runs already, or never was
   */
  public boolean resume(String name) {
    synchronized (guard) {
      var row = store.find(name).filter(found -> found.isRunning() && !live.containsKey(name));
      row.ifPresent(found -> launch(List.of(found)));
      return row.isPresent();
    }
  }

  /** Under the guard. All take part before the first runs, so that time waits for all. */
  private void launch(List<ExecutionRow> rows) {
    var launched = new ArrayList<Live>();
    for (var row : rows) {
      var execution = new Execution(row, store, time, machine.timeout());
      var thread =
          Thread.ofVirtual().name("execution-" + row.name()).unstarted(() -> carry(execution));
      var added = new Live(execution, thread);
      live.put(row.name(), added);
      launched.add(added);
      time.enter(thread);
    }
    launched.forEach(added -> added.thread().start());
  }

  /** On the execution's thread. */
  private void carry(Execution execution) {
    try {
      runner.run(execution);
    } catch (RuntimeException e) {
      // Nobody else sees it. The row is as it was: the execution can be resumed by a restart.
      LOG.error("the execution '{}' broke off", execution.row().name(), e);
      execution.end().completeExceptionally(e);
    } finally {
      synchronized (guard) {
        live.remove(execution.row().name());
      }
      time.leave(Thread.currentThread());
    }
  }

  @Override
  public boolean wake(String taskToken, JsonNode output) {
    synchronized (guard) {
      if (live.values().stream().anyMatch(one -> one.execution().answer(taskToken, output))) {
        return true;
      }
      for (var row : store.running()) {
        if (row.awaits(taskToken) && !live.containsKey(row.name())) {
          store.save(row.answered(output)); // it is told when it is resumed
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public Optional<ExecutionStatus> describe(String name) {
    return store.find(name).map(ExecutionRow::status);
  }

  @Override
  public void stop(String name, String error, String cause) {
    Execution execution;
    synchronized (guard) {
      var found = live.get(name);
      if (found == null) {
        store
            .find(name)
            .filter(ExecutionRow::isRunning)
            .ifPresent(
                row ->
                    store.save(
                        row.failed(ExecutionStatus.ABORTED, error, cause, HistoryEvents.ENDED)));
        return;
      }
      execution = found.execution();
    }
    execution.stop(error, cause);
  }

  /**
   * Waits, in our own time, until an execution has ended.
   *
   * @return its row; still running if the interpreter was closed, or if it was not resumed
   * @throws IllegalArgumentException if there is none of that name
   */
  public ExecutionRow awaitEnd(String name) throws InterruptedException {
    CompletableFuture<ExecutionRow> end;
    synchronized (guard) {
      var found = live.get(name);
      if (found == null) {
        return store
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("no execution '" + name + "'"));
      }
      end = found.execution().end();
    }
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the execution '" + name + "' broke off", e.getCause());
    }
  }

  /**
   * Pauses all executions, lets what they are in the middle of come to its end, and starts none.
   */
  @Override
  public void close() {
    List<Live> paused;
    synchronized (guard) {
      closed = true;
      paused = List.copyOf(live.values());
    }
    paused.forEach(one -> one.execution().pause());
    for (var one : paused) {
      try {
        one.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
