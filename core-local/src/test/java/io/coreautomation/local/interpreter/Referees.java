package io.coreautomation.local.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.testing.NeededTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Programs by others that know the Amazon States Language, in the repository's folder {@code
 * referees}.
 */
final class Referees {
  private static final int PATIENCE_SECONDS = 100;

  private Referees() {}

  /**
   * Lets each state machine be judged: see {@code referees/judge.cjs}.
   *
   * @param folder for what the program reads and writes
   */
  static JsonNode judge(List<String> definitions, List<Scenario> scenarios, Path folder)
      throws IOException, InterruptedException {
    var node = NeededTool.require("node");
    var packages = NeededTool.requireFile("referees/node_modules", "npm ci --prefix referees");
    var request = Json.object();
    request.set("definitions", Json.tree(definitions));
    request.set("substitutions", Json.tree(RunMachine.FUNCTIONS));
    request.set("scenarios", Json.tree(scenarios.stream().map(Scenario::document).toList()));
    var in = Files.writeString(folder.resolve("in"), Json.write(request));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var process =
        new ProcessBuilder(node.toString(), packages.resolveSibling("judge.cjs").toString())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("the judges broke off:\n" + Files.readString(err));
    }
    return Json.parse(Files.readString(out));
  }
}
