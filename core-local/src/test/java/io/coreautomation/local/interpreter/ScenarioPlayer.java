package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.interpreter.Scenario.Answer;
import io.coreautomation.local.interpreter.TaskHandler.TaskContext;
import io.coreautomation.local.interpreter.TaskHandler.TaskFailure;
import io.coreautomation.local.time.Pace;
import io.coreautomation.local.time.VirtualWorldTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Plays a scenario with our interpreter, and tells of it what the referee tells. */
final class ScenarioPlayer implements ExecutionStore {
  private final MemoryExecutions kept = new MemoryExecutions();
  private final Map<String, ArrayNode> entered = new ConcurrentSkipListMap<>();
  private final ArrayNode calls = Json.object().putArray("calls");
  private final Queue<Answer> answers;
  private final Interpreter interpreter;

  private ScenarioPlayer(Scenario scenario) {
    answers = new ConcurrentLinkedQueue<>(scenario.answers());
    interpreter =
        new Interpreter(
            RunMachine.read(),
            Surroundings.LOCAL,
            this,
            new VirtualWorldTime(Pace.INSTANT, World.START, _ -> {}, Clock.systemUTC()),
            this::handle,
            new Random(7));
  }

  static JsonNode play(Scenario scenario) throws InterruptedException {
    var player = new ScenarioPlayer(scenario);
    try (var interpreter = player.interpreter) {
      for (var taken : scenario.taken()) {
        player.kept.create(ExecutionRow.started(taken, Json.object(), "Admit", World.START));
      }
      interpreter.start(Scenario.EXECUTION, scenario.input());
      return Json.parse(Json.write(player.told())); // so that numbers have the types of a reader
    }
  }

  /** One that hands over has started the next when it ends. */
  private ObjectNode told() throws InterruptedException {
    var told = Json.object();
    var executions = told.putObject("executions");
    var next = Optional.of(Scenario.EXECUTION);
    while (next.isPresent()) {
      var name = next.get();
      var end = interpreter.awaitEnd(name);
      var execution = executions.putObject(name);
      execution.set("states", entered.get(name));
      if (end.status() == ExecutionStatus.SUCCEEDED) {
        execution.set("output", end.output());
      } else {
        execution.put("error", end.error()).put("cause", end.cause());
      }
      next = entered.keySet().stream().filter(other -> !executions.has(other)).findFirst();
    }
    told.set("calls", calls);
    return told.put("unused", answers.size());
  }

  private @Nullable JsonNode handle(String function, JsonNode payload, TaskContext context)
      throws TaskFailure {
    var call = calls.addObject().put("state", context.state()).put("function", function);
    var noted = call.putObject("payload").setAll((ObjectNode) payload.deepCopy());
    if (context.token() != null && payload.path("token").asText().equals(context.token())) {
      ((ObjectNode) noted).put("token", "token");
    }
    var answer = answers.remove();
    if (answer.error() != null) {
      throw new TaskFailure(answer.error(), answer.cause());
    }
    if (context.token() != null && answer.wakes()) {
      interpreter.wake(context.token(), answer.returns());
    }
    return answer.returns();
  }

  @Override
  public boolean create(ExecutionRow row) {
    var isNew = kept.create(row);
    if (isNew) {
      entered.put(row.name(), Json.object().arrayNode());
      note(row);
    }
    return isNew;
  }

  /** No state of this machine follows itself, so another name is another state. */
  @Override
  public void save(ExecutionRow row) {
    var states = entered.get(row.name());
    if (!states.path(states.size() - 1).path("state").asText().equals(row.state())) {
      note(row);
    }
    kept.save(row);
  }

  private void note(ExecutionRow row) {
    entered.get(row.name()).addObject().put("state", row.state()).set("input", row.stateInput());
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
