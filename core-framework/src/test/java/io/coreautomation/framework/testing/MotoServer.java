package io.coreautomation.framework.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * AWS as moto imitates it, over the wire: one server for a test class, on a free port of the
 * loopback interface. Register it in a static field with {@code @RegisterExtension}.
 *
 * <p>It knows no SDK: clients take {@link #endpoint()}, any region and any credentials.
 */
public final class MotoServer implements BeforeAllCallback, AfterAllCallback {
  private static final String PROGRAM = "moto_server";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CONNECT_MILLIS = 200;

  private Process process;
  private int port;

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    var program = NeededTool.require(PROGRAM);
    port = freePort();
    process =
        new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitListening();
  }

  /** Called even where {@link #beforeAll} has failed half-way. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening()) {
      if (process.waitFor(CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException(PROGRAM + " ended with " + process.exitValue());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(PROGRAM + " does not listen after " + PATIENCE);
      }
    }
  }

  private boolean isListening() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
