package io.coreautomation.execute.kind.eventbridge;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of EventBridge. */
public final class EventBridgeKinds {
  private EventBridgeKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new PutEvent());
  }
}
