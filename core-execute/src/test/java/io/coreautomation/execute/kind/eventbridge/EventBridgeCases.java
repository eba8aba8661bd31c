package io.coreautomation.execute.kind.eventbridge;

import io.coreautomation.execute.kind.KindCase;
import java.util.List;

/** The cases of the kinds of EventBridge. */
public final class EventBridgeCases {
  private EventBridgeCases() {}

  public static List<KindCase> all() {
    return List.of(
        KindCase.of(
            "an event with a detail",
            new PutEvent(),
            """
            {"detailType": "Release finished", "detail": {"version": "42"},
             "source": "shop", "eventBus": "releases"}
            """),
        KindCase.of(
            "an event as upstream has it",
            new PutEvent(),
            """
            {"Type": "STATUS", "Status": "ok", "Message": "done", "Identity": "prn:shop"}
            """));
  }
}
