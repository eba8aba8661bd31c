package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.door.RunLauncher.ExecutionStatus;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.interpreter.Expression.Scope;
import io.coreautomation.local.interpreter.State.Result;
import io.coreautomation.local.time.ExecutionTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Carries an execution from state to state, on its thread. */
final class StateRunner {
  /** What Step Functions lets through between two states. */
  private static final int DATA_LIMIT = 262_144;

  private final StateMachine machine;
  private final Surroundings surroundings;
  private final ExecutionTime time;
  private final RandomGenerator random;
  private final TaskCaller tasks;

  StateRunner(
      StateMachine machine,
      Surroundings surroundings,
      ExecutionTime time,
      RandomGenerator random,
      TaskCaller tasks) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.time = time;
    this.random = random;
    this.tasks = tasks;
  }

  /** Runs to the end, or until the execution is to be left. */
  void run(Execution execution) {
    try {
      while (true) {
        try {
          enter(execution, machine.state(execution.row().state()));
        } catch (StateError e) {
          fail(execution, e.name(), e.cause());
        }
      }
    } catch (Execution.LeaveException _) {
      // Its row tells why.
    }
  }

  private void enter(Execution execution, State state) throws StateError {
    var row = execution.row();
    switch (state) {
      case State.Choice choice -> choose(execution, choice);
      case State.Pass pass -> {
        var input = input(state, row);
        var made =
            pass.parameters() == null ? input : pass.parameters().evaluate(scope(input, row));
        var result = pass.value() == null ? made : pass.value();
        goOn(execution, state, merged(pass.result(), row, result), pass.next());
      }
      case State.Wait wait -> {
        var input = input(state, row);
        execution.waitUntil(until(wait, scope(input, row)));
        goOn(execution, state, input, wait.next());
      }
      case State.Task task -> tryTask(execution, task);
      case State.Succeed _ -> goOn(execution, state, input(state, row), null);
      case State.Fail fail -> {
        var scope = scope(row.stateInput(), row);
        var error = fail.error() == null ? null : fail.error().evaluate(scope).asText();
        var cause = fail.cause() == null ? null : fail.cause().evaluate(scope).asText();
        fail(execution, error, cause);
      }
    }
  }

  private void choose(Execution execution, State.Choice choice) throws StateError {
    var row = execution.row();
    var input = input(choice, row);
    for (var branch : choice.branches()) {
      if (branch.rule().holds(scope(input, row))) {
        goOn(execution, choice, input, branch.next());
        return;
      }
    }
    if (choice.otherwise() == null) {
      throw new StateError(
          "States.NoChoiceMatched", "No choice of the state '" + row.state() + "' fits");
    }
    goOn(execution, choice, input, choice.otherwise());
  }

  private Instant until(State.Wait wait, Scope scope) throws StateError {
    var value = wait.until().evaluate(scope);
    var since = Instant.parse(scope.context().path("State").path("EnteredTime").asText());
    if (!wait.isTime()) {
      return since.plusSeconds(seconds(value));
    }
    try {
      return Instant.parse(value.asText());
    } catch (DateTimeParseException e) {
      throw StateError.runtime("'" + value.asText() + "' is not a timestamp");
    }
  }

  private static long seconds(JsonNode value) throws StateError {
    if (!value.isIntegralNumber() || value.longValue() < 0) {
      throw StateError.runtime("a whole number of seconds was expected, not " + Json.write(value));
    }
    return value.longValue();
  }

  /** One try of a task: it goes on, is caught, or is tried again. */
  private void tryTask(Execution execution, State.Task task) throws StateError {
    execution.waitUntil(execution.row().since()); // a retry begins later than it is decided on
    var byToken = task.resource().isAnsweredByToken();
    try {
      var result = answered(execution, task, byToken);
      var output = merged(task.result(), execution.row(), result);
      goOn(execution, task, output, task.next(), HistoryEvents.ofTry(byToken));
    } catch (StateError e) {
      var submitted = byToken && e.name().equals(StateError.TIMEOUT);
      recover(execution, task, e, HistoryEvents.ofTry(submitted));
    }
  }

  private JsonNode answered(Execution execution, State.Task task, boolean byToken)
      throws StateError {
    if (byToken && execution.row().token() == null) {
      execution.step(row -> row.awaiting(TaskCaller.newToken()));
    }
    var row = execution.row();
    var input = input(task, row);
    var scope = scope(input, row);
    var until = deadline(task, scope, row);
    // After a restart the token may have been answered already: then the task need not be called.
    var result = row.answer();
    if (result == null) {
      try {
        result = call(task, scope, row);
      } catch (StateError e) {
        if (!byToken || execution.row().answer() == null) {
          throw e;
        }
        // Its token was answered before it failed: an answer is the end of a task.
      }
    }
    if (byToken) {
      result = execution.waitForAnswer(until);
    } else if (until != null && !time.now().isBefore(until)) {
      result = null;
    }
    if (result == null) {
      throw new StateError(StateError.TIMEOUT, "The task took longer than it may");
    }
    return result;
  }

  private JsonNode call(State.Task task, Scope scope, ExecutionRow row) throws StateError {
    var payload = task.parameters() == null ? scope.input() : task.parameters().evaluate(scope);
    return tasks.call(
        task.resource(),
        payload,
        new TaskHandler.TaskContext(row.name(), row.state(), row.retryCount(), row.token()));
  }

  private static @Nullable Instant deadline(State.Task task, Scope scope, ExecutionRow row)
      throws StateError {
    return task.timeout() == null
        ? null
        : row.since().plusSeconds(Math.max(1, seconds(task.timeout().evaluate(scope))));
  }

  private void recover(Execution execution, State.Task task, StateError error, int events)
      throws StateError {
    var retriers = task.retriers();
    for (int i = 0; i < retriers.size(); i++) {
      if (error.isAmong(retriers.get(i).errors())) {
        var earlier = execution.row().retriesOf(i);
        if (earlier < retriers.get(i).attempts()) {
          var at = time.now().plus(retriers.get(i).delay(earlier, random));
          var chosen = i;
          execution.step(row -> row.retried(chosen, retriers.size(), at, events));
          return;
        }
        break; // only the first that fits counts
      }
    }
    for (var catcher : task.catchers()) {
      if (error.isAmong(catcher.errors())) {
        var row = execution.row();
        var caught = Json.object().put("Error", error.name()).put("Cause", error.cause());
        var output = merged(new Result(null, catcher.path()), row, caught);
        leave(execution, output, catcher.next(), events); // an OutputPath is for results only
        return;
      }
    }
    execution.step(
        row ->
            row.failed(
                error.name().equals(StateError.TIMEOUT)
                    ? ExecutionStatus.TIMED_OUT
                    : ExecutionStatus.FAILED,
                error.name(),
                error.cause(),
                events + HistoryEvents.ENDED));
  }

  private static void fail(Execution execution, @Nullable String error, @Nullable String cause) {
    execution.step(row -> row.failed(ExecutionStatus.FAILED, error, cause, HistoryEvents.ENDED));
  }

  private void goOn(Execution execution, State state, JsonNode output, @Nullable String next)
      throws StateError {
    goOn(execution, state, output, next, 0);
  }

  private void goOn(
      Execution execution, State state, JsonNode result, @Nullable String next, int events)
      throws StateError {
    var path = state.flow().output();
    var output = path == null ? Json.object() : path.evaluate(scope(result, execution.row()));
    leave(execution, output, next, events);
  }

  /**
   * @param next null where the execution ends
   */
  private void leave(Execution execution, JsonNode output, @Nullable String next, int events)
      throws StateError {
    if (Json.write(output).getBytes(StandardCharsets.UTF_8).length > DATA_LIMIT) {
      throw StateError.dataLimit(execution.row().state(), DATA_LIMIT);
    }
    if (next == null) {
      execution.step(
          current ->
              current.succeeded(output, events + HistoryEvents.EXITED + HistoryEvents.ENDED));
    } else {
      execution.step(
          current ->
              current.entered(
                  next, output, time.now(), events + HistoryEvents.EXITED + HistoryEvents.ENTERED));
    }
  }

  private JsonNode input(State state, ExecutionRow row) throws StateError {
    var path = state.flow().input();
    return path == null ? Json.object() : path.evaluate(scope(row.stateInput(), row));
  }

  private JsonNode merged(Result result, ExecutionRow row, JsonNode given) throws StateError {
    var selector = result.selector();
    var selected = selector == null ? given : selector.evaluate(scope(given, row));
    var path = result.path();
    return path == null ? row.stateInput() : path.put(row.stateInput(), selected);
  }

  private Scope scope(JsonNode input, ExecutionRow row) {
    return new Scope(input, surroundings.context(row));
  }
}
