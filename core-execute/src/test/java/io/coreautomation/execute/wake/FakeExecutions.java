package io.coreautomation.execute.wake;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions that a test sets, and tokens that it has waited for. */
public final class FakeExecutions implements RunLauncher {
  /** By name. */
  public final Map<String, ExecutionStatus> executions = new LinkedHashMap<>();

  /** The inputs of those that were started, by name. */
  public final Map<String, JsonNode> inputs = new LinkedHashMap<>();

  /** Tokens that somebody waits with. */
  public final List<String> waiting = new ArrayList<>();

  /** Tokens that were answered, or tried to be. */
  public final List<String> answered = new ArrayList<>();

  private Runnable beforeStart = () -> {};
  private int failures;
  private ProblemCode failure = ProblemCode.THROTTLED;

  /** The next so many answers of tokens are refused for that reason. */
  public void failAnswers(int times, ProblemCode reason) {
    failures = times;
    failure = reason;
  }

  /** Something that happens just before the next start: a crash, or another's start. */
  public void beforeStart(Runnable happening) {
    beforeStart = happening;
  }

  @Override
  public Start start(String name, JsonNode input) {
    var happening = beforeStart;
    beforeStart = () -> {};
    happening.run();
    if (executions.putIfAbsent(name, ExecutionStatus.RUNNING) != null) {
      return Start.ALREADY_STARTED;
    }
    inputs.put(name, Json.parse(Json.write(input)));
    return Start.STARTED;
  }

  @Override
  public boolean wake(String taskToken, JsonNode output) {
    answered.add(taskToken);
    if (failures > 0) {
      failures--;
      throw new ProblemException(Problem.of(failure, "Rate exceeded", "Try again in a minute."));
    }
    return waiting.remove(taskToken);
  }

  @Override
  public Optional<ExecutionStatus> describe(String name) {
    return Optional.ofNullable(executions.get(name));
  }

  @Override
  public void stop(String name, String error, String cause) {
    executions.computeIfPresent(name, (_, _) -> ExecutionStatus.ABORTED);
  }
}
