package io.coreautomation.cli.platform;

import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.local.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A platform that is thrown away: for what must not touch, nor wait for, the world that there is.
 */
public final class ScratchWorld implements AutoCloseable {
  private final Path folder;
  private final Platform platform;

  private ScratchWorld(Path folder, Platform platform) {
    this.folder = folder;
    this.platform = platform;
  }

  /** An empty one. */
  public static ScratchWorld open(Platforms platforms, Kinds kinds) {
    try {
      var folder = Files.createTempDirectory("core-scratch");
      try {
        return new ScratchWorld(
            folder,
            platforms.open(
                new EmbeddedSettings(folder.resolve(".core"), null, "instant", "local:scratch")
                    .withKinds(kinds)));
      } catch (RuntimeException e) {
        delete(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Platform platform() {
    return platform;
  }

  @Override
  public void close() {
    platform.close();
    delete(folder);
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
