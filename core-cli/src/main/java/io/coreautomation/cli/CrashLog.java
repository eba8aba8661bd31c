package io.coreautomation.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where the stack traces go that no person should see on a terminal. */
final class CrashLog {
  private final Path folder;

  private CrashLog(Path folder) {
    this.folder = folder;
  }

  /** Of a {@code .core} folder. */
  static CrashLog in(Path home) {
    return new CrashLog(home.resolve("log"));
  }

  /** Adds a stack trace; nothing is returned where nothing can be written. */
  Optional<Path> write(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    var file = folder.resolve("crash.log");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file,
          text + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
