package io.coreautomation.execute.kind.http;

import io.coreautomation.execute.kind.KindCase;
import java.util.List;

/** The cases of the kinds that speak HTTP. */
public final class HttpCases {
  /** For all tests of this process, at whose end it ends. */
  private static final HealthServer WELL = new HealthServer(0);

  private HttpCases() {}

  public static List<KindCase> all() {
    return List.of(
        KindCase.of(
            "a server that is well",
            new Probe(),
            "{\"url\": \"%s\", \"bodyContains\": \"true\"}".formatted(WELL.url())));
  }
}
