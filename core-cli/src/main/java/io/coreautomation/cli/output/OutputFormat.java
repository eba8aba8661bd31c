package io.coreautomation.cli.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How results are printed. */
public enum OutputFormat {
  /** For people. */
  TEXT,
  /** One document. */
  JSON,
  /** The same document. */
  YAML;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name, in whatever case. */
  public static Optional<OutputFormat> find(String label) {
    return Arrays.stream(values()).filter(f -> f.label().equalsIgnoreCase(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(OutputFormat::label).toList();
  }

  /**
   * The format that some arguments ask for, even if the rest of them makes no sense: who reads JSON
   * wants the refusal in JSON, too.
   */
  public static OutputFormat among(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      if (argument.startsWith("--output=")) {
        return find(argument.substring("--output=".length())).orElse(TEXT);
      }
      if (argument.equals("--output") && i + 1 < arguments.size()) {
        return find(arguments.get(i + 1)).orElse(TEXT);
      }
    }
    return TEXT;
  }
}
