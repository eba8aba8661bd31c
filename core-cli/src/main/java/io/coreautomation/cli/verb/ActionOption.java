package io.coreautomation.cli.verb;

import picocli.CommandLine.Option;

/** The action of a run that a verb is about, and without which it is about nothing. */
final class ActionOption {
  @Option(
      names = "--action",
      required = true,
      paramLabel = "ID",
      description = "the id of the action, as 'core show' tells it")
  private String id = "";

  String id() {
    return id;
  }
}
