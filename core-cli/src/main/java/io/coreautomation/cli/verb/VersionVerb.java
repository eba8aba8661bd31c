package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core version}. */
@Command(
    name = "version",
    description = "Shows the version of core and of its Java.",
    footer = {"", "Example:", "  core version"})
public final class VersionVerb implements Callable<Integer> {
  private static final String RESOURCE = "/core-cli.properties";

  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();

  public VersionVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    var version = version();
    screen.line("core " + version + " · Java " + Runtime.version());
    screen.document(
        Json.object().put("version", version).put("java", Runtime.version().toString()));
    return 0;
  }

  /** The version of this build. */
  static String version() {
    try (var resource = VersionVerb.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      var properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
