package io.coreautomation.cli;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.edge.SystemTerminal;
import io.coreautomation.cli.platform.EmbeddedPlatforms;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where {@code core} starts: the only place that looks at the process and its environment. */
public final class Main {
  /** How long an interrupted verb may take to leave its world in order. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Main() {}

  public static void main(String[] arguments) {
    // UTF-8 whatever the locale: a build server's is often none.
    var out = utf8(FileDescriptor.out);
    var err = utf8(FileDescriptor.err);
    var surroundings =
        new Surroundings(
            Path.of(""),
            System.getenv(),
            System.getProperty("user.name", "unknown"),
            out,
            err,
            SystemTerminal.find(),
            new EmbeddedPlatforms());
    System.setProperty("core.log.folder", surroundings.home().resolve("log").toString());
    System.setProperty("log4j2.configurationFile", "core-cli-log.xml");
    var done = new CountDownLatch(1);
    interruptOnSignal(Thread.currentThread(), done);
    var exit = CoreCommand.execute(surroundings, arguments);
    out.flush();
    err.flush();
    done.countDown();
    // Not a plain return: a library's thread must not keep the process alive.
    System.exit(exit);
  }

  /**
   * Ctrl-C starts the shutdown of the virtual machine. The verb is interrupted, says how to carry
   * on, closes its world; the exit code is then the signal's, 130.
   */
  private static void interruptOnSignal(Thread verb, CountDownLatch done) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (done.getCount() > 0) {
                    verb.interrupt();
                    try {
                      done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                },
                "core-interrupt"));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
