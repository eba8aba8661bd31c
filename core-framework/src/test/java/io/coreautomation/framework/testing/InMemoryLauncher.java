package io.coreautomation.framework.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Executions that never go on: a fake that remembers what was started, with which input. */
public final class InMemoryLauncher implements RunLauncher {
  private final Map<String, JsonNode> started = new LinkedHashMap<>();
  private int failures;

  /** The inputs of what was started, by name. */
  public Map<String, JsonNode> started() {
    return started;
  }

  /** The next so many starts fail as if AWS did not answer. */
  public void failNext(int starts) {
    failures = starts;
  }

  @Override
  public Start start(String name, JsonNode input) {
    if (failures > 0) {
      failures--;
      throw new ProblemException(
          Problem.of(ProblemCode.AWS_UNAVAILABLE, "Step Functions did not answer", "Try again."));
    }
    return started.putIfAbsent(RunLauncher.checkedName(name), Json.parse(Json.write(input))) == null
        ? Start.STARTED
        : Start.ALREADY_STARTED;
  }

  @Override
  public boolean wake(String taskToken, JsonNode output) {
    return false;
  }

  @Override
  public Optional<ExecutionStatus> describe(String name) {
    return started.containsKey(name) ? Optional.of(ExecutionStatus.RUNNING) : Optional.empty();
  }

  @Override
  public void stop(String name, String error, String cause) {
    started.remove(name);
  }
}
