package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;

/**
 * What a state machine can know of where it runs, through its context object.
 *
 * @param stateMachineArn under which the machine starts executions of itself
 * @param roleArn as which executions count
 */
public record Surroundings(String stateMachineArn, String roleArn) {
  /** Those of a machine that no account has. */
  public static final Surroundings LOCAL =
      new Surroundings(
          "arn:aws:states:local:000000000000:stateMachine:core-run",
          "arn:aws:iam::000000000000:role/core-run");

  String executionArn(String name) {
    return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
  }

  /** {@code $$}. */
  JsonNode context(ExecutionRow row) {
    var context = Json.object();
    var execution = context.putObject("Execution");
    execution.put("Id", executionArn(row.name())).put("Name", row.name());
    execution.put("RoleArn", roleArn).put("StartTime", row.startedAt().toString());
    execution.set("Input", row.input());
    context
        .putObject("State")
        .put("Name", row.state())
        .put("EnteredTime", row.since().toString())
        .put("RetryCount", row.retryCount());
    context
        .putObject("StateMachine")
        .put("Id", stateMachineArn)
        .put("Name", stateMachineArn.substring(stateMachineArn.lastIndexOf(':') + 1));
    if (row.token() != null) {
      context.putObject("Task").put("Token", row.token());
    }
    return context;
  }
}
