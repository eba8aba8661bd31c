package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.time.Pace;
import io.coreautomation.local.time.VirtualWorldTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A state machine in virtual time, with functions as a test says. What it keeps outlives its
 * interpreters: {@link #restart} is what the next process sees.
 */
final class World implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final StateMachine machine;
  private final TaskHandler handler;
  private final MemoryExecutions kept = new MemoryExecutions();
  private final List<String> visited = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
  private Instant now = START;
  private Interpreter interpreter;
  private VirtualWorldTime time;

  World(String definition, TaskHandler handler) {
    this(StateMachine.read(definition, Map.of()), handler);
  }

  World(StateMachine machine, TaskHandler handler) {
    this.machine = machine;
    this.handler = handler;
    boot();
  }

  private void boot() {
    time = new VirtualWorldTime(Pace.INSTANT, now, later -> now = later, Clock.systemUTC());
    interpreter =
        new Interpreter(
            machine, Surroundings.LOCAL, new Recorder(), time, this::handle, new Random(7));
  }

  private JsonNode handle(String function, JsonNode payload, TaskHandler.TaskContext context)
      throws Exception {
    if (context.token() != null) {
      tokens.add(context.token());
    }
    return handler.handle(function, payload, context);
  }

  /** Notes the state of each row that is kept. */
  private final class Recorder implements ExecutionStore {
    @Override
    public boolean create(ExecutionRow row) {
      visited.add(row.state());
      return kept.create(row);
    }

    @Override
    public void save(ExecutionRow row) {
      if (row.isRunning() && !visited.getLast().equals(row.state())) {
        visited.add(row.state());
      }
      kept.save(row);
    }

    @Override
    public Optional<ExecutionRow> find(String name) {
      return kept.find(name);
    }

    @Override
    public List<ExecutionRow> running() {
      return kept.running();
    }
  }

  /** Ends the process, and begins another. */
  void restart() {
    interpreter.close();
    boot();
  }

  Interpreter interpreter() {
    return interpreter;
  }

  VirtualWorldTime time() {
    return time;
  }

  /** Runs one execution to its end. */
  ExecutionRow run(String input) throws InterruptedException {
    interpreter.start("e1", Json.parse(input));
    return interpreter.awaitEnd("e1");
  }

  /** The next token that a function was given. */
  String nextToken() throws InterruptedException {
    return tokens.take();
  }

  ExecutionRow row() {
    return kept.find("e1").orElseThrow();
  }

  List<String> visited() {
    return List.copyOf(visited);
  }

  /** How long the world has lasted. */
  Duration age() {
    return Duration.between(START, time.now());
  }

  @Override
  public void close() {
    interpreter.close();
  }
}
