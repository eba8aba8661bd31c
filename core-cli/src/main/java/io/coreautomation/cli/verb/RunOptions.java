package io.coreautomation.cli.verb;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every verb takes that asks something of a run. */
final class RunOptions {
  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for who reads it later")
  private @Nullable String reason;

  @Option(names = "--no-wait", description = "ask, and do not follow the run")
  private boolean noWait;

  @Nullable String reason() {
    return reason;
  }

  boolean noWait() {
    return noWait;
  }
}
