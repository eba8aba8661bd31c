package io.coreautomation.local.interpreter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The state machine that every world runs, as its file has it. */
final class RunMachine {
  static final Path FILE =
      Path.of(
          System.getProperty("core.repository"),
          "core-execute/src/main/resources/io/coreautomation/execute/execute.asl.json");

  static final Map<String, String> FUNCTIONS =
      Map.of(
          "InvokerFunctionArn", "invoker",
          "ExecuteFunctionArn", "execute",
          "ParkFunctionArn", "park");

  private RunMachine() {}

  static String definition() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StateMachine read() {
    return StateMachine.read(definition(), FUNCTIONS);
  }
}
