package io.coreautomation.simulator.eventbridge;

import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.world.Sequence;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The twin of EventBridge: PutEvents. An entry that is refused is an answer, not an error, as the
 * API reference of {@code PutEventsResultEntry} has it.
 */
public final class EventBridgeTwin {
  private final Sequence<Event> events;

  /** An event that was taken. */
  public record Event(
      String bus, String source, String detailType, String detail, List<String> resources) {}

  private EventBridgeTwin(TwinWorld world) {
    this.events = new Sequence<>(world, "events/event", Event.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(EventBridgeTwin.class, EventBridgeTwin::new);
    return new ModelledService(
        EventBridgeClient.class,
        "events",
        "EventBridge",
        EventBridgeException::builder,
        new Operations().on(PutEventsRequest.class, twin::putEvents));
  }

  private PutEventsResponse putEvents(Caller caller, PutEventsRequest request) {
    var results = request.entries().stream().map(entry -> put(caller, entry)).toList();
    return PutEventsResponse.builder()
        .entries(results)
        .failedEntryCount((int) results.stream().filter(r -> r.errorCode() != null).count())
        .build();
  }

  private PutEventsResultEntry put(Caller caller, PutEventsRequestEntry entry) {
    if (isEmpty(entry.source()) || isEmpty(entry.detailType()) || isEmpty(entry.detail())) {
      return refused(
          "InvalidArgument",
          "Parameter Source, DetailType and Detail are required for each entry.");
    }
    if (entry.source().startsWith("aws.")) {
      return refused(
          "NotAuthorizedForSourceException", "Not authorized for the source " + entry.source());
    }
    if (!isObject(entry.detail())) {
      return refused("MalformedDetail", "Detail is malformed.");
    }
    var id =
        events.add(
            caller.accountId(),
            caller.region(),
            new Event(
                entry.eventBusName() == null ? "default" : entry.eventBusName(),
                entry.source(),
                entry.detailType(),
                entry.detail(),
                entry.resources()));
    return PutEventsResultEntry.builder().eventId(id).build();
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static boolean isObject(String detail) {
    try {
      return Json.parse(detail).isObject();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static PutEventsResultEntry refused(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }
}
