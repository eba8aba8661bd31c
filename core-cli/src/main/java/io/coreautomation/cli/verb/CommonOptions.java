package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.OutputFormat;
import io.coreautomation.cli.output.Screen;
import picocli.CommandLine.Option;

/** What every verb takes. */
final class CommonOptions {
  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or yaml; text by default")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  Screen screen(Surroundings surroundings) {
    return new Screen(surroundings, format);
  }

  /** Whether help was asked for; then no verb is called. */
  boolean isHelp() {
    return help;
  }
}
