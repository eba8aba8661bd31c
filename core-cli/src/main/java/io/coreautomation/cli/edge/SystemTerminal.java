package io.coreautomation.cli.edge;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The terminal of this process. Its size is read again every two seconds, as windows are resized.
 */
public final class SystemTerminal implements Terminal {
  private static final File DEVICE = new File("/dev/tty");
  private static final long FRESH = Duration.ofSeconds(2).toNanos();

  private final boolean interactive;
  private Size size = Size.USUAL;
  private long readAt;
  private boolean read;

  private SystemTerminal(boolean interactive) {
    this.interactive = interactive;
  }

  /** Asks the system. */
  public static SystemTerminal find() {
    var console = System.console();
    return new SystemTerminal(console != null && console.isTerminal());
  }

  @Override
  public boolean isInteractive() {
    return interactive;
  }

  @Override
  public Optional<String> ask(String question) {
    var console = System.console();
    return interactive && console != null
        ? Optional.ofNullable(console.readLine("%s ", question))
        : Optional.empty();
  }

  @Override
  public synchronized Size size() {
    var now = System.nanoTime();
    if (interactive && (!read || now - readAt > FRESH)) {
      size = stty(size);
      readAt = now;
      read = true;
    }
    return size;
  }

  /**
   * Java cannot ask a terminal for its size; where stty cannot either, the last known one stays.
   */
  private static Size stty(Size last) {
    try {
      var process =
          new ProcessBuilder("stty", "size")
              .redirectInput(DEVICE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (process.waitFor(1, TimeUnit.SECONDS)
          && answer.strip().matches("[1-9][0-9]{0,4} [1-9][0-9]{0,4}")) {
        var parts = answer.strip().split(" ");
        return new Size(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
      }
      return last;
    } catch (IOException e) {
      return last; // no stty here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return last;
    }
  }
}
