package io.coreautomation.cli.edge;

import io.coreautomation.cli.platform.Platforms;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one call of the command line finds around it.
 *
 * @param directory that it was called in
 * @param environment of the process
 * @param user who calls
 * @param out for data
 * @param err for talk
 * @param platforms opens what the verbs work on
 */
public record Surroundings(
    Path directory,
    Map<String, String> environment,
    String user,
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    Platforms platforms) {
  private static final String HOME = ".core";

  public Surroundings {
    environment = Map.copyOf(environment);
    directory = directory.toAbsolutePath().normalize();
  }

  /** {@code .core} in this directory, or in the nearest one above it that has one. */
  public Path home() {
    for (var folder = directory; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(HOME))) {
        return folder.resolve(HOME);
      }
    }
    return directory.resolve(HOME);
  }

  /** The same path, as short as it can be said from here. */
  public String shown(Path path) {
    var absolute = directory.resolve(path).normalize();
    return absolute.startsWith(directory) && !absolute.equals(directory)
        ? directory.relativize(absolute).toString()
        : absolute.toString();
  }

  /** Whether what is printed may be coloured. */
  public boolean colours() {
    return terminal.isInteractive() && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
