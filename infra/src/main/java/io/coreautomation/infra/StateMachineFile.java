package io.coreautomation.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The engine's one state machine file, and what stands for its placeholders in AWS. */
final class StateMachineFile {
  private static final String RESOURCE = "/io/coreautomation/execute/execute.asl.json";

  private StateMachineFile() {}

  static String read() {
    try (InputStream file = StateMachineFile.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException("core-execute's jar holds " + RESOURCE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By names, not references: the invoker is in a stack that comes after this one. */
  static Map<String, String> substitutions(PlatformNames names) {
    return new TreeMap<>(
        Map.of(
            "ExecuteFunctionArn", names.liveArn(Handler.EXECUTE),
            "ParkFunctionArn", names.liveArn(Handler.PARK),
            "InvokerFunctionArn", names.liveArn(Handler.INVOKER)));
  }
}
