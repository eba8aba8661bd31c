package io.coreautomation.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line, started in processes of their own over one home. */
final class CoreProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path folder;
  private int calls;

  /** With {@code .core} and what the processes say in a folder. */
  CoreProcess(Path folder) {
    this.folder = folder;
  }

  /** A process that has ended. */
  record Ended(int exit, String out, String err) {
    JsonNode json() {
      return Json.parse(out);
    }
  }

  Path home() {
    return folder.resolve(".core");
  }

  /** Runs one call to its end. */
  Ended call(String... arguments) {
    var started = start(arguments);
    try {
      if (!started.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        started.process().destroyForcibly();
        throw new AssertionError(
            String.join(" ", arguments) + " did not end:\n" + Files.readString(started.out()));
      }
      return new Ended(
          started.process().exitValue(),
          Files.readString(started.out()),
          Files.readString(started.err()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A process that was started, and the files it writes to. */
  record Started(Process process, Path out, Path err) {}

  Started start(String... arguments) {
    var number = calls++;
    var out = folder.resolve("out-" + number);
    var err = folder.resolve("err-" + number);
    try {
      return new Started(
          new ProcessBuilder(Shipped.command(List.of(arguments)))
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start(),
          out,
          err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
