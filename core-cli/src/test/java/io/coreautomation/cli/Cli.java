package io.coreautomation.cli;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.edge.Terminal;
import io.coreautomation.cli.platform.Platforms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Calls the command line in this process, from a folder, with streams of its own. */
final class Cli {
  private final Path directory;
  private final Platforms platforms;
  private final Terminal terminal;

  Cli(Path directory, Platforms platforms) {
    this(directory, platforms, Terminal.NONE);
  }

  Cli(Path directory, Platforms platforms, Terminal terminal) {
    this.directory = directory;
    this.platforms = platforms;
    this.terminal = terminal;
  }

  /** What a call left behind. */
  record Outcome(int exit, String out, String err) {
    /** Stdout without what differs from call to call. */
    String plainOut() {
      return plain(out);
    }

    String plainErr() {
      return plain(err);
    }

    private static String plain(String text) {
      return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "RUN")
          .replaceAll("(core (?:outputs|show|resume|watch)) [0-9a-f]{8}\\b", "$1 SHORT")
          .replaceAll("sha256-[0-9a-f]+", "DIGEST")
          .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z", "WHEN")
          .replaceAll("\\b[0-9]+(\\.[0-9] s|m [0-9]{2}s)", "TIME");
    }
  }

  Outcome call(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var surroundings =
        new Surroundings(
            directory,
            Map.of("NO_COLOR", "1"),
            "ada",
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            platforms);
    var exit = CoreCommand.execute(surroundings, arguments);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Writes a file below the folder. */
  Cli with(String file, String text) {
    try {
      var path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the package of {@link Views#SHOP}, with nothing in it. */
  Cli withShop() {
    return with(
            "shop/core.yaml",
            "{client: acme, portfolio: web, app: shop, branch: main, build: '42'}")
        .with("shop/deployspec.yaml", "[]");
  }
}
