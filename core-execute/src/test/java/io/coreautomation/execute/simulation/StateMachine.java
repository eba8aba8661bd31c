package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.park.ParkRequest;
import io.coreautomation.execute.turn.TurnRequest;
import io.coreautomation.execute.turn.TurnResult;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executions as execute.asl.json describes them, as happenings of a world. */
final class StateMachine implements RunLauncher {
  private static final int RETRIES = 10;

  private final Timeline timeline;
  private final Lambdas lambdas;
  private final Gate gate;
  private final Faults faults;
  private final Consumer<String> afterDeath;
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private int tokens;

  /** One execution. */
  static final class Execution {
    final String name;
    final RunId run;
    private long generation;
    private long turn;
    private int wakeInSeconds;
    private long wakeCounter;
    private ExecutionStatus status = ExecutionStatus.RUNNING;
    private @Nullable String token;
    private boolean asleep;

    private Execution(String name, RunId run, long generation, long turn) {
      this.name = name;
      this.run = run;
      this.generation = generation;
      this.turn = turn;
    }

    boolean isRunning() {
      return status == ExecutionStatus.RUNNING;
    }

    /** Whether its token is kept and nobody has answered it. */
    boolean isAsleep() {
      return isRunning() && asleep && token != null;
    }

    /** The wakes that its last turn had seen. */
    long wakesSeen() {
      return wakeCounter;
    }
  }

  StateMachine(
      Timeline timeline, Lambdas lambdas, Gate gate, Faults faults, Consumer<String> afterDeath) {
    this.timeline = timeline;
    this.lambdas = lambdas;
    this.gate = gate;
    this.faults = faults;
    this.afterDeath = afterDeath;
  }

  List<Execution> executions() {
    return List.copyOf(executions.values());
  }

  // What the engine and its helpers ask for.

  @Override
  public Start start(String name, JsonNode input) {
    return gate.call(Gate.Door.LAUNCHER, true, () -> begin(name, input));
  }

  private Start begin(String name, JsonNode input) {
    if (executions.containsKey(name)) {
      return Start.ALREADY_STARTED;
    }
    var execution =
        new Execution(
            name,
            RunId.parse(input.path("runId").textValue()),
            input.path("generation").longValue(),
            input.path("turn").longValue());
    executions.put(name, execution);
    timeline.after(Duration.ofMillis(50), name + " begins", () -> execute(execution, 0));
    return Start.STARTED;
  }

  @Override
  public boolean wake(String taskToken, JsonNode output) {
    return gate.call(
        Gate.Door.LAUNCHER,
        true,
        () -> {
          for (var execution : executions.values()) {
            if (execution.isRunning() && taskToken.equals(execution.token)) {
              execution.token = null;
              timeline.after(
                  Duration.ofMillis(50), execution.name + " woken", () -> execute(execution, 0));
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public Optional<ExecutionStatus> describe(String name) {
    return gate.call(
        Gate.Door.LAUNCHER,
        false,
        () -> Optional.ofNullable(executions.get(name)).map(execution -> execution.status));
  }

  @Override
  public void stop(String name, String error, String cause) {
    gate.call(
        Gate.Door.LAUNCHER,
        true,
        () -> {
          var execution = executions.get(name);
          if (execution != null) {
            end(execution, ExecutionStatus.ABORTED);
          }
          return true;
        });
  }

  // The states.

  private void execute(Execution x, int attempt) {
    if (!x.isRunning()) {
      return;
    }
    x.asleep = false;
    var request = new TurnRequest(x.run, x.generation, x.turn, null);
    if (faults.hit(Fault.INVOKED_TWICE)) {
      timeline.after(overlap(), x.name + " twice", () -> turn(request));
    }
    var result = turn(request);
    if (result.isPresent() && faults.hit(Fault.RESULT_LOST)) {
      timeline.tell("result lost");
      result = Optional.empty();
    }
    if (!x.isRunning()) {
      return;
    }
    if (result.isPresent()) {
      route(x, result.get());
    } else if (attempt < RETRIES) {
      timeline.after(pause(attempt), x.name + " retries", () -> execute(x, attempt + 1));
    } else {
      abandon(x, 0);
    }
  }

  /** The other of two invocations comes at the same time, or when the first may be over. */
  private Duration overlap() {
    return faults.dice().chance(0.5) ? faults.dice().millis(0, 200) : faults.dice().seconds(0, 60);
  }

  private Optional<TurnResult> turn(TurnRequest request) {
    return lambdas.invoke(
        "turn", process -> process.engine().turn(request, Lambdas.LIMIT.minus(Lambdas.MARGIN)));
  }

  private void route(Execution x, TurnResult result) {
    timeline.tell(x.name + " says " + result);
    x.generation = result.generation();
    x.turn = result.turn();
    x.wakeInSeconds = result.wakeInSeconds();
    x.wakeCounter = result.wakeCounter();
    switch (result.next()) {
      case CONTINUE ->
          timeline.after(Duration.ofMillis(50), x.name + " continues", () -> execute(x, 0));
      case PARK -> park(x, 0);
      case HAND_OVER -> handOver(x);
      case SUCCESS -> end(x, ExecutionStatus.SUCCEEDED);
      case FAILURE -> end(x, ExecutionStatus.FAILED);
    }
  }

  private void park(Execution x, int attempt) {
    if (!x.isRunning()) {
      return;
    }
    var token = "token-" + ++tokens;
    x.token = token;
    timeline.after(
        Duration.ofSeconds(x.wakeInSeconds),
        x.name + " park over",
        () -> {
          if (x.isRunning() && token.equals(x.token)) {
            x.token = null;
            execute(x, 0);
          }
        });
    var request = new ParkRequest(x.run, x.generation, x.turn, x.wakeCounter, token);
    if (faults.hit(Fault.TOKEN_LATE)) {
      var late = faults.dice().seconds(1, 2 * x.wakeInSeconds);
      timeline.after(late, x.name + " parks late", () -> handOut(x, request, attempt));
    } else {
      handOut(x, request, attempt);
    }
  }

  /** Gives our function the token, which the park waits for as long as it does. */
  private void handOut(Execution x, ParkRequest request, int attempt) {
    var token = request.token();
    var parked =
        lambdas.invoke(
            "park",
            process -> {
              process.parking().accept(request);
              return true;
            });
    if (!x.isRunning() || !token.equals(x.token)) {
      return;
    }
    if (parked.isPresent()) {
      x.asleep = true;
    } else {
      x.token = null;
      if (attempt < RETRIES) {
        timeline.after(pause(attempt), x.name + " parks again", () -> park(x, attempt + 1));
      } else {
        abandon(x, 0);
      }
    }
  }

  private void handOver(Execution x) {
    var task = x.name.substring(0, x.name.indexOf('-'));
    begin(
        name(x.run, TaskVerb.parse(task), x.generation),
        input(x.run, x.generation).put("turn", x.turn));
    end(x, ExecutionStatus.SUCCEEDED);
  }

  private void abandon(Execution x, int attempt) {
    if (!x.isRunning()) {
      return;
    }
    var request =
        new TurnRequest(x.run, x.generation, x.turn, Json.object().put("Error", "Lambda.Unknown"));
    var marked =
        lambdas.invoke(
            "abandon",
            process -> {
              process.engine().abandon(request);
              return true;
            });
    if (marked.isEmpty() && attempt < RETRIES) {
      timeline.after(pause(attempt), x.name + " abandons", () -> abandon(x, attempt + 1));
    } else {
      end(x, ExecutionStatus.FAILED);
    }
  }

  /** Stops an execution from outside, whatever it is doing. */
  void kill(Execution x) {
    timeline.tell("stopped " + x.name);
    end(x, ExecutionStatus.ABORTED);
  }

  private void end(Execution x, ExecutionStatus how) {
    if (x.isRunning()) {
      x.status = how;
      x.token = null;
      if (how != ExecutionStatus.SUCCEEDED) {
        afterDeath.accept(x.name);
      }
    }
  }

  static String name(RunId run, TaskVerb task, long generation) {
    return task.label() + "-" + run + "-" + generation;
  }

  static ObjectNode input(RunId run, long generation) {
    return Json.object().put("runId", run.text()).put("generation", generation).put("turn", 0);
  }

  private Duration pause(int attempt) {
    return faults.dice().millis(0, (int) Math.min(60_000, 1000L << attempt));
  }
}
