package io.coreautomation.execute.kind.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts an event on a bus of EventBridge. PutEvents takes no token, and events cannot be looked for:
 * it can neither be repeated nor found again.
 */
public final class PutEvent implements ImmediateHandler<PutEvent.Params> {
  private static final String SOURCE = "core-automation";
  private static final String DEFAULT_BUS = "default";

  /** What EventBridge answers of an entry that it has not taken, and will take later. */
  private static final Set<String> LATER = Set.of("ThrottlingException", "InternalFailure");

  /** The event. */
  @Doc("The event.")
  public record Params(
      @Doc("what the event is about, as rules match it; free text") @Alias("type")
          String detailType,
      @Doc("who says it; by default 'core-automation'; 'aws.' is AWS's own")
          @Nullable String source,
      @Doc("the bus's name or ARN; by default the account's own") @Alias("eventBusName")
          @Nullable String eventBus,
      @Doc("what it says: a map") @Nullable JsonNode detail,
      @Doc("ARNs of what it is about") List<String> resources,
      @Doc("a status, which becomes a part of the detail") @Nullable String status,
      @Doc("a text, which becomes a part of the detail") @Nullable String message,
      @Doc("a PRN that it is about, which becomes a part of the detail")
          @Nullable String identity) {
    public Params {
      if (source != null && source.startsWith("aws.")) {
        throw new InvalidFieldException(
            "source", "'" + source + "' is a source of AWS's own", "Choose another one.");
      }
      if (detail != null && !detail.isObject()) {
        throw new InvalidFieldException("detail", "the detail is no map", "Write a map.");
      }
    }

    String bus() {
      return eventBus == null ? DEFAULT_BUS : eventBus;
    }

    String text() {
      var all = Json.object();
      put(all, "status", status);
      put(all, "message", message);
      put(all, "identity", identity);
      if (detail instanceof ObjectNode object) {
        all.setAll(object);
      }
      return Json.write(all);
    }

    private static void put(ObjectNode all, String name, @Nullable String value) {
      if (value != null) {
        all.put(name, value);
      }
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::PutEvent", Params.class, "Puts an event on a bus of EventBridge.")
        .targeted()
        .repeatability(new Repeatability.Unrepeatable())
        .permissions("events:PutEvents")
        .usual(Duration.ofSeconds(1))
        .output("eventId", "the id that EventBridge gave the event")
        .example(
            """
            detailType: Release finished
            detail:
              version: "42"
              url: https://shop.example
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 1));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return AwsCalls.guarded(
        "put an event on the bus '" + params.bus() + "'",
        () -> {
          var entry =
              PutEventsRequestEntry.builder()
                  .source(params.source() == null ? SOURCE : params.source())
                  .detailType(params.detailType())
                  .detail(params.text())
                  .eventBusName(params.bus())
                  .resources(params.resources())
                  .time(context.now())
                  .build();
          var answer = context.client(EventBridgeClient.class).putEvents(r -> r.entries(entry));
          return ended(answer.entries().getFirst());
        });
  }

  /** An entry can be refused in an answer that is a success. */
  private static Progress ended(PutEventsResultEntry result) {
    if (result.errorCode() == null) {
      return Progress.done(Change.NONE, Map.of("eventId", result.eventId()));
    }
    if (LATER.contains(result.errorCode())) {
      throw new ThrottledException(
          "events", "PutEvents", new IllegalStateException(result.errorMessage()));
    }
    return new Progress.Failed(
        Problem.of(
            ProblemCode.AWS_REFUSED,
            "EventBridge refused the event: " + result.errorCode() + ", " + result.errorMessage(),
            "Mend it in its params."));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has put an event, which others have seen");
  }
}
