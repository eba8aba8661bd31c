package io.coreautomation.execute.kind.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that is well from a certain request on. */
final class HealthServer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  HealthServer(int illFor) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/health",
        exchange -> {
          var well = asked.incrementAndGet() > illFor;
          var body = ("{\"ready\":" + well + "}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(well ? 200 : 503, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0); // of any length
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush(); // and never closed
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
  }

  /** Where it begins to answer and does not end. */
  String endless() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/endless";
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
