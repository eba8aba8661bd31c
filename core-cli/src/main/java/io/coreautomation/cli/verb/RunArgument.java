package io.coreautomation.cli.verb;

import io.coreautomation.cli.platform.Registry;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.framework.run.RunView;
import picocli.CommandLine.Parameters;

/** The run that a verb is about. */
final class RunArgument {
  @Parameters(index = "0", paramLabel = "RUN", description = "the beginning or end of its id")
  private String named = "";

  /** What the person calls it. */
  String named() {
    return named;
  }

  RunRow in(Registry registry) {
    return registry.find(named);
  }

  RunView viewIn(Registry registry) {
    return registry.view(in(registry).runId());
  }
}
