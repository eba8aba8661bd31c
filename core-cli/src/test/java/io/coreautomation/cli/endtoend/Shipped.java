package io.coreautomation.cli.endtoend;

import io.coreautomation.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line as it is packed, and how bin/core starts it: with its classes loaded and linked
 * ahead of time. That is done once for all processes of these tests, which halves what most of them
 * cost.
 */
final class Shipped {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("core.repository")).toAbsolutePath();
  private static final Path TARGET = REPOSITORY.resolve("core-cli/target");
  private static final String AHEAD = "-XX:AOTCache=" + train();

  private Shipped() {}

  static Path example(String name) {
    return REPOSITORY.resolve("examples").resolve(name);
  }

  /** What starts it with these arguments. */
  static List<String> command(List<String> arguments) {
    return command(AHEAD, arguments);
  }

  private static List<String> command(String ahead, List<String> arguments) {
    var java =
        Stream.of(
            ProcessHandle.current().info().command().orElse("java"),
            ahead,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            TARGET.resolve("lib") + "/*",
            Main.class.getName());
    return Stream.concat(java, arguments.stream()).toList();
  }

  /** Deploys the smallest example, which meets most of the classes there are. */
  private static Path train() {
    var home = TARGET.resolve("ahead");
    var cache = home.resolve("core.aot");
    try {
      clear(home);
      Files.createDirectories(home);
      var trained =
          new ProcessBuilder(
                  command(
                      "-XX:AOTCacheOutput=" + cache,
                      List.of("run", example("hello").toString(), "--home", home.toString())))
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("out").toFile())
              .start()
              .waitFor();
      if (trained != 0) {
        throw new IllegalStateException(Files.readString(home.resolve("out")));
      }
      return cache;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
