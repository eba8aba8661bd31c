package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.run.Consent;
import picocli.CommandLine.Option;

/** Whether a person has agreed beforehand: for verbs that ask. */
final class ConsentFlag {
  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  Consent consent(Surroundings surroundings) {
    return new Consent(surroundings.terminal(), yes);
  }
}
