package io.coreautomation.execute.kind.http;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds that speak HTTP. */
public final class HttpKinds {
  private HttpKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new Probe());
  }
}
