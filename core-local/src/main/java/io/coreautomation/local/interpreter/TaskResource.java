package io.coreautomation.local.interpreter;

import java.util.regex.Pattern;

/** What a Task state calls. */
sealed interface TaskResource {
  /** A function, whose result is the task's. */
  record Function(String arn) implements TaskResource {}

  /**
   * A function by Step Functions' service integration, whose answer comes wrapped.
   *
   * @param waitsForToken the task ends when its token is answered, not when the function ends
   */
  record Invoke(boolean waitsForToken) implements TaskResource {}

  /** Another execution of this state machine. */
  record StartExecution() implements TaskResource {}

  /** The integrations, in any partition. */
  Pattern INTEGRATION = Pattern.compile("arn:[^:]+:states:::(.+)");

  /**
   * Reads a resource's ARN.
   *
   * @throws IllegalArgumentException if it is none that is supported
   */
  static TaskResource parse(String resource) {
    var integration = INTEGRATION.matcher(resource);
    if (integration.matches()) {
      return switch (integration.group(1)) {
        case "lambda:invoke" -> new Invoke(false);
        case "lambda:invoke.waitForTaskToken" -> new Invoke(true);
        case "states:startExecution" -> new StartExecution();
        default ->
            throw new IllegalArgumentException(
                "the integration '" + resource + "' is not supported");
      };
    }
    if (resource.matches("arn:[^:]+:lambda:.+")) {
      return new Function(resource);
    }
    throw new IllegalArgumentException("the resource '" + resource + "' is not supported");
  }

  default boolean isAnsweredByToken() {
    return this instanceof Invoke(boolean waits) && waits;
  }
}
