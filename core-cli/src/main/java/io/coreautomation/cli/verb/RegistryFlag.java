package io.coreautomation.cli.verb;

import picocli.CommandLine.Option;

/** Whether the registry is believed without asking AWS: for verbs that may find no change. */
final class RegistryFlag {
  @Option(
      names = "--trust-registry",
      description = {
        "call a stack unchanged without asking AWS, where the registry says that",
        "it was last made from the same inputs; says how many it cannot know of"
      })
  private boolean trusted;

  boolean isTrusted() {
    return trusted;
  }
}
